package io.tidemark.it.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The H2 database's TCP server, driven over JDBC. */
public final class H2Server implements RealServer {

  private static final String STARTED = "TCP server running at tcp://";
  private static final int TABLES = 1800;

  @Override
  public void describe(Launch launch, Path folder) {
    launch
        .classPath(ClassPaths.locationOf(org.h2.tools.Server.class).toString())
        .main("org.h2.tools.Server", "-tcp", "-tcpPort", "0", "-ifNotExists");
  }

  @Override
  public void drive(AgentJvm jvm) throws SQLException {
    String started = jvm.awaitStdout(STARTED).substring(STARTED.length());
    String port = started.replaceFirst("[^ ]*:(\\d+).*", "$1");
    String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:truth;DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement sql = connection.createStatement()) {
      fill(sql);
      query(sql);
      // its schema holds its tables in a ConcurrentHashMap: it grows, and is emptied
      for (int i = 0; i < TABLES; i++) {
        sql.execute("create table t" + i + " (id int)");
      }
      for (int i = 100; i < TABLES; i++) {
        sql.execute("drop table t" + i);
      }
    }
  }

  private static void fill(Statement sql) throws SQLException {
    sql.execute("create table customer (id int primary key, name varchar)");
    sql.execute("create table orders (id int primary key, customer int, amount int)");
    sql.execute("insert into customer select x, 'customer ' || x from system_range(1, 20000)");
    sql.execute("insert into orders select x, mod(x, 20000) + 1, x from system_range(1, 100000)");
  }

  private static void query(Statement sql) throws SQLException {
    try (ResultSet rows =
        sql.executeQuery(
            "select c.name, sum(o.amount), count(distinct o.id) from orders o"
                + " join customer c on c.id = o.customer group by c.name")) {
      int groups = 0;
      while (rows.next()) {
        groups++;
      }
      if (groups != 20_000) {
        throw new IllegalStateException(groups + " groups");
      }
    }
  }
}
