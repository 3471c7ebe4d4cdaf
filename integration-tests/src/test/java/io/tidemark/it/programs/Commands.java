package io.tidemark.it.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What workload programs have in common: they read commands from standard input line by line, print
 * {@code done COMMAND} after each, and end at {@code quit} or the end of input.
 */
public final class Commands {

  private Commands() {}

  /** A command's work. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Serves commands until {@code quit}. */
  public static void serve(Map<String, Work> commands) throws Exception {
    // the program's own map is no HashMap, so that it is never the subject
    Map<String, Work> known = new TreeMap<>(commands);
    known.put("gc", System::gc);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = next(in); line != null && !line.equals("quit"); line = next(in)) {
      Work work = known.get(line);
      if (work == null) {
        throw new IllegalArgumentException(line);
      }
      work.run();
      System.out.println("done " + line);
    }
  }

  private static String next(BufferedReader in) throws IOException {
    return in.readLine();
  }
}
