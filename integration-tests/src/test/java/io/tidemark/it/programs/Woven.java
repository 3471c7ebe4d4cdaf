package io.tidemark.it.programs;

/** Tells whether Tidemark, which starts while the application does, has woven the maps. */
public final class Woven {

  private Woven() {}

  /** Waits until the agent's sweep thread runs: it starts when the weaving is done. */
  public static void await() throws InterruptedException {
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("tidemark-sweep"))) {
      Thread.sleep(5);
    }
  }
}
