package io.tidemark.exporter.http;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes written and not yet sent, in pieces that are never copied to grow. For one thread. */
final class Chunks extends OutputStream {
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Deque<ByteBuffer> full = new ArrayDeque<>();
  private ByteBuffer filling = ByteBuffer.allocate(0);

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (!filling.hasRemaining()) {
        turn();
        filling = ByteBuffer.allocate(CHUNK_BYTES);
      }
      int part = Math.min(left, filling.remaining());
      filling.put(bytes, from, part);
      from += part;
      left -= part;
    }
  }

  /** The next bytes to send; empty where nothing waits. What is sent is taken from it. */
  ByteBuffer next() {
    while (!full.isEmpty() && !full.peek().hasRemaining()) {
      full.remove();
    }
    if (full.isEmpty()) {
      turn();
    }
    return full.isEmpty() ? ByteBuffer.allocate(0) : full.peek();
  }

  private void turn() {
    if (filling.position() > 0) {
      full.add(filling.flip());
    }
    filling = ByteBuffer.allocate(0);
  }
}
