package io.tidemark.it.programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes all file descriptors that the process may have, and gives them back. */
public final class Descriptors {

  private static final List<FileInputStream> OPEN = new ArrayList<>();

  private Descriptors() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("take", Descriptors::take, "release", Descriptors::release));
  }

  private static void take() {
    File file = new File("/dev/null");
    try {
      while (true) {
        OPEN.add(new FileInputStream(file));
      }
    } catch (IOException none) {
      System.out.println("no descriptor is left: " + !OPEN.isEmpty());
    }
  }

  private static void release() throws IOException {
    for (FileInputStream open : OPEN) {
      open.close();
    }
    OPEN.clear();
  }
}
