package io.tidemark.it.programs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that nobody asked for an identity hash, and a look into their headers whether they have
 * one all the same. Needs {@code --add-opens java.base/jdk.internal.misc=ALL-UNNAMED}, and headers
 * that are not compact.
 */
final class Bystanders {

  private static final int EACH = 1000;
  private static final int HASH_SHIFT = 8;

  private static final List<Object> PLAIN = new ArrayList<>();

  private Bystanders() {}

  static void make() {
    for (int i = 0; i < EACH; i++) {
      PLAIN.add(new Object());
      PLAIN.add(new int[2]);
    }
  }

  static void report() throws ReflectiveOperationException {
    System.identityHashCode(PLAIN);
    System.out.println("hashed control " + hashed(List.of(PLAIN)) + " plain " + hashed(PLAIN));
  }

  private static int hashed(List<Object> objects) throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = type.getMethod("getUnsafe").invoke(null);
    Method getLong = type.getMethod("getLong", Object.class, long.class);
    int hashed = 0;
    for (Object object : objects) {
      long header = (long) getLong.invoke(unsafe, object, 0L);
      hashed += header >>> HASH_SHIFT == 0 ? 0 : 1;
    }
    return hashed;
  }
}
