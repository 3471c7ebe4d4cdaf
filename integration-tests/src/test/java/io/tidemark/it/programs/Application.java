package io.tidemark.it.programs;

import java.util.HashMap;
import java.util.Map;

/** An application like any other: it says something, works at a map, and ends with a code. */
public final class Application {

  private Application() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("application runs");
    Commands.serve(Map.of("work", Application::work, "fail", Application::fail));
    System.exit(Integer.parseInt(arguments[0]));
  }

  private static void work() {
    Map<Integer, Part> map = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      map.put(i, new Part(i));
    }
    System.out.println(map.size() + " entries");
  }

  private static void fail() {
    throw new IllegalStateException("the application's own failure");
  }

  /** A part of the application. */
  record Part(int number) {}
}
