package io.tidemark.benchmarks.programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends queries to an H2 server at a fixed rate, whatever the server does: each has a time at which
 * it is due, and its latency counts from then, so that those that had to wait are counted too.
 *
 * <p>Arguments: the URL, queries a second, connections, rows, seconds to warm up. Each line of
 * standard input starts a window of so many seconds, at whose end it prints {@code latencies COUNT}
 * and their nanoseconds at the median, the 99th and the 99.9th percentile, and the longest.
 */
public final class H2Load {

  private static volatile long from = Long.MAX_VALUE;
  private static volatile long to = Long.MAX_VALUE;

  private H2Load() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    int rate = Integer.parseInt(arguments[1]);
    int connections = Integer.parseInt(arguments[2]);
    int rows = Integer.parseInt(arguments[3]);
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement sql = connection.createStatement()) {
      sql.execute("create table account (id int primary key, owner varchar, balance bigint)");
      sql.execute(
          "insert into account select x, 'owner ' || x, 0 from system_range(0, "
              + (rows - 1)
              + ")");
      Client[] clients = new Client[connections];
      long start = System.nanoTime();
      long interval = TimeUnit.SECONDS.toNanos(1) / rate;
      for (int i = 0; i < connections; i++) {
        clients[i] =
            new Client(
                DriverManager.getConnection(url, "sa", ""),
                new SplittableRandom(i),
                rows,
                start + i * interval,
                connections * interval);
        clients[i].start();
      }
      Thread.sleep(TimeUnit.SECONDS.toMillis(Integer.parseInt(arguments[4])));
      System.out.println("ready");
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        window(clients, Integer.parseInt(line), rate);
      }
    }
  }

  private static void window(Client[] clients, int seconds, int rate) throws Exception {
    for (Client client : clients) {
      client.reset(seconds * rate);
    }
    long now = System.nanoTime();
    to = now + TimeUnit.SECONDS.toNanos(seconds);
    from = now;
    long[] all = new long[0];
    for (Client client : clients) {
      long[] some = client.latencies();
      int had = all.length;
      all = Arrays.copyOf(all, had + some.length);
      System.arraycopy(some, 0, all, had, some.length);
    }
    from = Long.MAX_VALUE;
    Arrays.sort(all);
    System.out.println(
        "latencies "
            + all.length
            + " "
            + percentile(all, 0.5)
            + " "
            + percentile(all, 0.99)
            + " "
            + percentile(all, 0.999)
            + " "
            + all[all.length - 1]);
  }

  private static long percentile(long[] sorted, double q) {
    return sorted[(int) Math.ceil(q * sorted.length) - 1];
  }

  /** One connection. */
  private static final class Client extends Thread {

    private final PreparedStatement select;
    private final PreparedStatement update;
    private final SplittableRandom random;
    private final int rows;
    private final long interval;
    private long due;
    private long[] window = new long[0];
    private int count;
    private boolean done;
    private volatile String failure;

    Client(Connection connection, SplittableRandom random, int rows, long due, long interval)
        throws SQLException {
      this.select = connection.prepareStatement("select owner, balance from account where id = ?");
      this.update =
          connection.prepareStatement("update account set balance = balance + 1 where id = ?");
      this.random = random;
      this.rows = rows;
      this.due = due;
      this.interval = interval;
      setDaemon(true);
    }

    synchronized void reset(int most) {
      window = new long[most];
      count = 0;
      done = false;
    }

    /** Those of the window, once the first that is due after it was answered. */
    synchronized long[] latencies() throws InterruptedException {
      while (!done) {
        if (failure != null) {
          throw new IllegalStateException(failure);
        }
        wait(100);
      }
      return Arrays.copyOf(window, count);
    }

    @Override
    public void run() {
      try {
        while (true) {
          for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
          }
          query();
          answered(System.nanoTime());
          due += interval;
        }
      } catch (SQLException e) {
        failure = e.toString();
      }
    }

    private void query() throws SQLException {
      int id = random.nextInt(rows);
      if (random.nextInt(10) == 0) {
        update.setInt(1, id);
        update.executeUpdate();
        return;
      }
      select.setInt(1, id);
      try (ResultSet result = select.executeQuery()) {
        if (!result.next()) {
          throw new SQLException("no account " + id);
        }
      }
    }

    private synchronized void answered(long now) {
      if (from != Long.MAX_VALUE && due >= from && due < to) {
        window[count++] = now - due;
      } else if (from != Long.MAX_VALUE && due >= to && !done) {
        done = true;
        notifyAll();
      }
    }
  }
}
