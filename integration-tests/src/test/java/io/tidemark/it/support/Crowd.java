package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Very many clients at once, each with a connection and a request of its own. */
public final class Crowd {

  /** The key of those that were closed without an answer. */
  public static final String NONE = "none";

  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Map<String, Integer> answers = new TreeMap<>();
  private final ByteBuffer request;

  private Crowd(String path) {
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    this.request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
  }

  /** Sends so many requests and waits a while for their ends: how many got which status. */
  public static Map<String, Integer> ask(URI base, String path, int clients) throws IOException {
    try (Selector selector = Selector.open()) {
      Crowd crowd = new Crowd(path);
      for (int i = 0; i < clients; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        channel.register(selector, SelectionKey.OP_CONNECT, ByteBuffer.allocate(12));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!selector.keys().isEmpty() && System.nanoTime() < end) {
        selector.select(crowd::advance, PATIENCE.toMillis());
      }
      // the kernel leaves some of those that it had no room for waiting for minutes
      List.copyOf(selector.keys()).forEach(crowd::end);
      return crowd.answers;
    }
  }

  private void advance(SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer status = (ByteBuffer) key.attachment();
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        channel.write(request.duplicate());
        key.interestOps(SelectionKey.OP_READ);
      } else if (key.isReadable() && read(channel, status) < 0) {
        end(key);
      }
    } catch (IOException closed) {
      end(key);
    }
  }

  /** Reads the status line's start into its buffer, and all the rest nowhere. */
  private static int read(SocketChannel channel, ByteBuffer status) throws IOException {
    return channel.read(status.hasRemaining() ? status : ByteBuffer.allocate(1 << 14));
  }

  private void end(SelectionKey key) {
    ByteBuffer status = (ByteBuffer) key.attachment();
    String text = new String(status.array(), 0, status.position(), StandardCharsets.US_ASCII);
    answers.merge(text.length() == 12 ? text.substring(9) : NONE, 1, Integer::sum);
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
