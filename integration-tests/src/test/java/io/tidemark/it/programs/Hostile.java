package io.tidemark.it.programs;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Loads a class from a file, has it fill a map, and fills one in a thread of an odd name. */
public final class Hostile {

  private static final int ENTRIES = 10_000;
  private static final ThreadLocal<Map<Object, Object>> LOCAL = new ThreadLocal<>();

  private static Class<?> type;

  private Hostile() {}

  public static void main(String[] arguments) throws Exception {
    type = new OneClass(Files.readAllBytes(Path.of(arguments[0]))).type;
    Commands.serve(Map.of("make", Hostile::make));
  }

  private static void make() throws Exception {
    Method method = type.getDeclaredMethods()[0];
    Map<?, ?> made = (Map<?, ?>) method.invoke(null, MapShapes.filled(ENTRIES));
    made.clear();
    CountDownLatch done = new CountDownLatch(1);
    Thread thread = new Thread(() -> keepLocal(done), "T\"\n\u001b'<i>\uD83C\uDF0A");
    thread.setDaemon(true);
    thread.start();
    done.await();
  }

  private static void keepLocal(CountDownLatch done) {
    LOCAL.set(MapShapes.fill(new Local(), ENTRIES));
    LOCAL.get().clear();
    done.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The thread's. */
  public static final class Local extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** Defines one class, whatever it is called. */
  private static final class OneClass extends ClassLoader {

    private final Class<?> type;

    OneClass(byte[] bytes) {
      type = defineClass(null, bytes, 0, bytes.length);
    }
  }
}
