package io.tidemark.it.programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Has classes grow maps, and drops each with its loader at once, while the maps are kept. */
public final class Unloaded {

  /** So many, which is not more than there are sites taken at a time. */
  public static final int LOADERS = 40;

  private static final List<Map<Object, Object>> KEPT = new ArrayList<>();
  private static final List<WeakReference<Object>> DROPPED = new ArrayList<>();

  private Unloaded() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("grow", Unloaded::grow, "await", Unloaded::await));
  }

  private static void grow() throws Exception {
    for (int i = 0; i < LOADERS; i++) {
      Map<Object, Object> map = new HashMap<>();
      KEPT.add(map);
      DROPPED.add(new WeakReference<>(growBy(new Throwaway(), map)));
    }
    System.gc();
  }

  /** Has a class of a loader of its own grow a map, and returns the loader. */
  static ClassLoader growBy(ClassLoader loader, Map<Object, Object> map) throws Exception {
    @SuppressWarnings("unchecked")
    Consumer<Map<Object, Object>> grower =
        (Consumer<Map<Object, Object>>)
            loader.loadClass(Grower.class.getName()).getConstructor().newInstance();
    grower.accept(map);
    return loader;
  }

  private static void await() throws InterruptedException {
    while (DROPPED.stream().anyMatch(loader -> loader.get() != null)) {
      Thread.sleep(50);
      System.gc();
    }
    System.out.println("all " + DROPPED.size() + " loaders are unloaded");
  }

  /** Grows a map. */
  public static final class Grower implements Consumer<Map<Object, Object>> {
    @Override
    public void accept(Map<Object, Object> map) {
      for (int i = 0; i < 1000; i++) {
        map.put(i, i);
      }
    }
  }

  /** Defines the grower anew. */
  static final class Throwaway extends ClassLoader {
    Throwaway() {
      super(Unloaded.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Grower.class.getName())) {
        return super.loadClass(name, resolve);
      }
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
