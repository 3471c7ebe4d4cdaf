package io.tidemark.it.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a process's stream, collected as they come. */
final class Lines {

  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  Lines(InputStream stream, String name) {
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  /** All lines up to now. */
  synchronized List<String> soFar() {
    return List.copyOf(lines);
  }

  /** All lines, after the stream's end. */
  List<String> all() {
    try {
      reader.join(Poll.DEADLINE.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (reader.isAlive()) {
      throw new IllegalStateException(reader.getName() + " is still open");
    }
    return soFar();
  }

  private void read(InputStream stream) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (this) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
