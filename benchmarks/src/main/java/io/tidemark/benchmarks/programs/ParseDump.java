package io.tidemark.benchmarks.programs;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/**
 * Prints the large maps of a heap dump, which NetBeans' profiler library parses: {@code map CLASS
 * SLOTS ENTRIES COUNT}, where the last is the one field of the map that counts (for a
 * ConcurrentHashMap without its counter cells).
 */
public final class ParseDump {

  private static final int MIN_SLOTS = 1 << 18;
  private static final String HASH_MAP = "java.util.HashMap";
  private static final String CONCURRENT_HASH_MAP = "java.util.concurrent.ConcurrentHashMap";

  private ParseDump() {}

  public static void main(String[] arguments) throws IOException {
    Heap heap = HeapFactory.createHeap(new File(arguments[0]));
    Map<JavaClass, String> families = new HashMap<>();
    for (Iterator<?> all = heap.getAllInstancesIterator(); all.hasNext(); ) {
      Instance instance = (Instance) all.next();
      String family = families.computeIfAbsent(instance.getJavaClass(), ParseDump::family);
      if (!family.isEmpty()) {
        print(instance, family);
      }
    }
  }

  private static String family(JavaClass type) {
    for (JavaClass c = type; c != null; c = c.getSuperClass()) {
      if (c.getName().equals(HASH_MAP) || c.getName().equals(CONCURRENT_HASH_MAP)) {
        return c.getName();
      }
    }
    return "";
  }

  private static void print(Instance map, String family) {
    ObjectArrayInstance table = (ObjectArrayInstance) object(map, family, "table");
    if (table == null || table.getLength() < MIN_SLOTS) {
      return;
    }
    boolean concurrent = family.equals(CONCURRENT_HASH_MAP);
    long count = number(map, family, concurrent ? "baseCount" : "size");
    long entries = count + (concurrent ? cells(map) : 0);
    System.out.println(
        "map "
            + map.getJavaClass().getName()
            + " "
            + table.getLength()
            + " "
            + entries
            + " "
            + count);
  }

  private static long cells(Instance map) {
    ObjectArrayInstance cells =
        (ObjectArrayInstance) object(map, CONCURRENT_HASH_MAP, "counterCells");
    long sum = 0;
    if (cells != null) {
      for (Object cell : cells.getValues()) {
        if (cell != null) {
          sum += number((Instance) cell, CONCURRENT_HASH_MAP + "$CounterCell", "value");
        }
      }
    }
    return sum;
  }

  private static Instance object(Instance instance, String owner, String field) {
    return ((ObjectFieldValue) value(instance, owner, field)).getInstance();
  }

  private static long number(Instance instance, String owner, String field) {
    return Long.parseLong(value(instance, owner, field).getValue());
  }

  private static FieldValue value(Instance instance, String owner, String field) {
    for (Object each : instance.getFieldValues()) {
      FieldValue value = (FieldValue) each;
      if (value.getField().getName().equals(field)
          && value.getField().getDeclaringClass().getName().equals(owner)) {
        return value;
      }
    }
    throw new IllegalStateException(owner + "." + field + " is not in the dump");
  }
}
