package io.tidemark.it.programs;

/** Tells whether Tidemark, which starts while the application does, has woven the maps. */
public final class Woven {

  private Woven() {}

  /** Waits until it has. */
  public static void await() throws InterruptedException {
    while (!isDone()) {
      Thread.sleep(5);
    }
  }

  /** Whether the agent's sweep thread runs: it starts when the weaving is done. */
  static boolean isDone() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("tidemark-sweep"));
  }
}
