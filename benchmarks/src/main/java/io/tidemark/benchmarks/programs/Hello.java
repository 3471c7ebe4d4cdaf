package io.tidemark.benchmarks.programs;

/** Says when it came to its first line, and ends, or sleeps first for some milliseconds. */
public final class Hello {

  private Hello() {}

  public static void main(String[] arguments) throws InterruptedException {
    long now = System.nanoTime();
    // + would load the JDK's code for string concatenation: tens of milliseconds
    System.out.println("main ".concat(Long.toString(now)));
    if (arguments.length > 0) {
      Thread.sleep(Long.parseLong(arguments[0]));
    }
  }
}
