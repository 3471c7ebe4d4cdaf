package io.tidemark.exporter.http;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.reactor.DefaultListeningIOReactor;

/**
 * The channels of a reactor. Its threads close them when they end, but not where the heap is full
 * by then: the port and each client's connection would stay open for the process's life, since a
 * channel is closed only with the selector that it is registered with. The library keeps those to
 * itself, in fields whose names are pinned with its version.
 */
final class OpenChannels {
  private final List<Selector> selectors = new ArrayList<>();

  OpenChannels(DefaultListeningIOReactor reactor) {
    try {
      Object all = field(DefaultListeningIOReactor.class, "ioReactor", reactor);
      for (Object one : (Object[]) field(all.getClass(), "ioReactors", all)) {
        selectors.add((Selector) field(one.getClass().getSuperclass(), "selector", one));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object field(Class<?> type, String name, Object of)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  /** To be called when the threads have ended. May be called again where it ended in an error. */
  void close() throws IOException {
    for (Selector selector : selectors) {
      if (selector.isOpen()) {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
        selector.close();
      }
    }
  }
}
