package io.tidemark.exporter.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an answer. Written in parts, so that a long one never lies in memory as a whole. */
@FunctionalInterface
public interface Content {
  /**
   * Writes the next part, of some ten thousand bytes where the body is long.
   *
   * @return whether more follows
   */
  boolean writeNext(OutputStream out) throws IOException;

  /** How many bytes all parts have together, -1 where that is not known beforehand. */
  default long length() {
    return -1;
  }

  /** A body of one part. */
  static Content of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Content() {
      @Override
      public boolean writeNext(OutputStream out) throws IOException {
        out.write(bytes);
        return false;
      }

      @Override
      public long length() {
        return bytes.length;
      }
    };
  }
}
