package io.tidemark.it.programs;

import java.io.File;

/**
 * Holds the start of an application until a file, named by the system property {@code it.park}, is
 * gone.
 */
public final class ParkAgent {

  private ParkAgent() {}

  public static void premain(String arguments) throws InterruptedException {
    File file = new File(System.getProperty("it.park"));
    System.out.println("parked");
    while (file.exists()) {
      Thread.sleep(20);
    }
  }

  public static void main(String[] arguments) {}
}
