package io.tidemark.it.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Has many threads load the same classes at once, while maps grow and drain within the loader and
 * within the classes' initialisation.
 */
public final class GrowthWhileLoading {

  /** The classes. */
  public static final int CLASSES = 120;

  /** In loadClass and in findClass one each, two in the class's initialisation; and one of all. */
  public static final int MAPS = 4 * CLASSES + 1;

  /** What is put into maps to have them grow. Public: the classes are of another loader. */
  public static final Map<Integer, Integer> MANY = new TreeMap<>();

  private static final int ENTRIES = 5000;
  private static final int LEFT = 10;
  private static final int ASKED = 100;
  private static final int PLATFORM_THREADS = 8;
  private static final int VIRTUAL_THREADS = 200;
  private static final Queue<Map<Integer, Integer>> KEPT = new ConcurrentLinkedQueue<>();
  private static final Queue<Throwable> FAILURES = new ConcurrentLinkedQueue<>();

  private GrowthWhileLoading() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < ENTRIES; i++) {
      MANY.put(i, i);
    }
    Commands.serve(Map.of("load", GrowthWhileLoading::load));
  }

  private static void load() throws Exception {
    ClassLoader loader = new Loader();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PLATFORM_THREADS; i++) {
      Thread thread = new Thread(new Visitor(loader, i));
      thread.start();
      threads.add(thread);
    }
    if (Runtime.version().feature() >= 21) {
      for (int i = 0; i < VIRTUAL_THREADS; i++) {
        threads.add(startVirtual(new Visitor(loader, -i)));
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    FAILURES.forEach(Throwable::printStackTrace);
    System.out.println(threads.size() + " threads, " + KEPT.size() + " maps kept");
  }

  private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
    return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
  }

  /** Keeps a map of which few entries are left. */
  public static void keep(Map<Integer, Integer> map) {
    map.keySet().removeIf(key -> key >= LEFT);
    KEPT.add(map);
  }

  private static String name(int number) {
    return Loaded000.class.getName().replace("000", String.format("%03d", number));
  }

  /** Initialises all classes in an order of its own. */
  private record Visitor(ClassLoader loader, int seed) implements Runnable {
    @Override
    public void run() {
      List<Integer> order = new ArrayList<>();
      for (int i = 1; i <= CLASSES; i++) {
        order.add(i);
      }
      Collections.shuffle(order, new Random(seed));
      try {
        for (int number : order) {
          Class.forName(name(number), true, loader);
        }
      } catch (ClassNotFoundException | LinkageError e) {
        FAILURES.add(e);
      }
    }
  }

  /** Defines the classes, each from the one template. */
  private static final class Loader extends ClassLoader {

    static {
      registerAsParallelCapable();
    }

    /** Grows by all threads at once. */
    private final Map<Integer, Integer> asked = new ConcurrentHashMap<>();

    Loader() {
      super(GrowthWhileLoading.class.getClassLoader());
      KEPT.add(asked);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      for (int i = 0; i < ASKED; i++) {
        asked.put(asked.size(), i);
      }
      synchronized (getClassLoadingLock(name)) {
        if (isOurs(name) && findLoadedClass(name) == null) {
          Map<Integer, Integer> map = new LinkedHashMap<>();
          map.putAll(MANY);
          keep(map);
          return findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }

    private static boolean isOurs(String name) {
      return name.matches(".*\\.Loaded\\d{3}");
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Map<Integer, Integer> map = new HashMap<>();
      map.putAll(MANY);
      keep(map);
      String template = Loaded000.class.getName();
      try (InputStream in =
          getParent().getResourceAsStream(template.replace('.', '/') + ".class")) {
        String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        String renamed = bytes.replace("Loaded000", name.substring(name.lastIndexOf('.') + 1));
        byte[] own = renamed.getBytes(StandardCharsets.ISO_8859_1);
        return defineClass(name, own, 0, own.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
