package io.tidemark.benchmarks.programs.workloads;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** The H2 database in memory under the transactions of TPC-B: three updates, a query, an insert. */
final class Database implements Workload {

  private static final int ACCOUNTS = 100_000;
  private static final int TELLERS = 100;
  private static final int BRANCHES = 10;
  private static final int HISTORY_KEPT = 50_000;

  private final Random random = new Random(1);
  private final Connection connection =
      DriverManager.getConnection("jdbc:h2:mem:bank;CACHE_SIZE=65536");
  private final PreparedStatement account;
  private final PreparedStatement balance;
  private final PreparedStatement teller;
  private final PreparedStatement branch;
  private final PreparedStatement history;
  private long transactions;

  Database() throws SQLException {
    make("account", ACCOUNTS);
    make("teller", TELLERS);
    make("branch", BRANCHES);
    execute("create table history (id bigint primary key, account int, delta int, note varchar)");
    connection.setAutoCommit(false);
    account = update("account");
    teller = update("teller");
    branch = update("branch");
    balance = connection.prepareStatement("select balance from account where id = ?");
    history = connection.prepareStatement("insert into history values (?, ?, ?, ?)");
  }

  private void make(String table, int rows) throws SQLException {
    execute("create table " + table + " (id int primary key, balance int, filler varchar)");
    execute(
        "insert into "
            + table
            + " select x, 0, 'filler of ' || x from system_range(0, "
            + (rows - 1)
            + ")");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private PreparedStatement update(String table) throws SQLException {
    return connection.prepareStatement(
        "update " + table + " set balance = balance + ? where id = ?");
  }

  @Override
  public void operate() throws SQLException {
    int id = random.nextInt(ACCOUNTS);
    int delta = random.nextInt(1000) - 500;
    change(account, id, delta);
    balance.setInt(1, id);
    try (ResultSet found = balance.executeQuery()) {
      if (!found.next()) {
        throw new SQLException("no account " + id);
      }
    }
    change(teller, random.nextInt(TELLERS), delta);
    change(branch, random.nextInt(BRANCHES), delta);
    history.setLong(1, transactions);
    history.setInt(2, id);
    history.setInt(3, delta);
    history.setString(4, "transaction " + transactions);
    history.executeUpdate();
    connection.commit();
    if (++transactions % HISTORY_KEPT == 0) {
      execute("truncate table history");
    }
  }

  private static void change(PreparedStatement update, int id, int delta) throws SQLException {
    update.setInt(1, delta);
    update.setInt(2, id);
    if (update.executeUpdate() != 1) {
      throw new SQLException("no row " + id);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
