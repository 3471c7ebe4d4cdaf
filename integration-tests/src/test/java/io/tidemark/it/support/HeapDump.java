package io.tidemark.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.ObjectArrayInstance;
import org.netbeans.lib.profiler.heap.ObjectFieldValue;

/**
 * The ground truth: the maps of a heap dump, which the target JVM wrote and NetBeans' profiler
 * library parses. Nothing here is Tidemark's.
 *
 * <p>The dump says how many elements a table has, but not how many bytes: the parser's {@code
 * getSize()} assumes a layout. The bytes come from {@link ArraySizes}: the HotSpot of the same JDK
 * under the same flags is asked for them.
 */
public final class HeapDump {

  private static final String HASH_MAP = "java.util.HashMap";
  private static final String LINKED_HASH_MAP = "java.util.LinkedHashMap";
  private static final String CONCURRENT_HASH_MAP = "java.util.concurrent.ConcurrentHashMap";
  private static final Set<String> MAPS = Set.of(HASH_MAP, LINKED_HASH_MAP, CONCURRENT_HASH_MAP);

  /** Before it, no dump has the stacks of virtual threads that are off their carriers (8299426). */
  private static final int FIRST_WITH_VIRTUAL_THREADS = 22;

  private final Heap heap;
  private final ArraySizes sizes;
  private final boolean hidesVirtualThreads;

  private HeapDump(Heap heap, ArraySizes sizes, boolean hidesVirtualThreads) {
    this.heap = heap;
    this.sizes = sizes;
    this.hidesVirtualThreads = hidesVirtualThreads;
  }

  /** Lets the JVM collect and dump its live objects into a folder, and opens that dump. */
  public static HeapDump take(AgentJvm jvm, Path folder) {
    Path file = folder.resolve("heap-" + jvm.pid() + "-" + System.nanoTime() + ".hprof");
    Jcmd.run(jvm, "GC.heap_dump", file.toString());
    try {
      return new HeapDump(
          HeapFactory.createHeap(new File(file.toString())),
          ArraySizes.of(jvm.jdk(), jvm.flags()),
          jvm.jdk().feature() < FIRST_WITH_VIRTUAL_THREADS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every map whose table has at least so many slots. */
  public List<MapFacts> maps(int minSlots) {
    return instances(minSlots).stream().map(this::facts).toList();
  }

  /** The bytes of every array of a class, such as {@code java.util.HashMap$Node[]}. */
  public long bytesOfArrays(String className) {
    long bytes = 0;
    for (Object array : heap.getJavaClassByName(className).getInstances()) {
      bytes += sizes.bytes(((ObjectArrayInstance) array).getLength());
    }
    return bytes;
  }

  /** The bytes of all live instances of a class, as {@code GC.class_histogram} has them. */
  public static long histogramBytes(AgentJvm jvm, String className) {
    return Jcmd.run(jvm, "GC.class_histogram").stream()
        .map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length >= 4 && words[3].equals(className))
        .mapToLong(words -> Long.parseLong(words[2]))
        .sum();
  }

  /** Whether what virtual threads' stacks hold looks as if nothing held it. */
  boolean hidesVirtualThreads() {
    return hidesVirtualThreads;
  }

  /** Who refers to whom in this dump. */
  DumpedReferences references() {
    return new DumpedReferences(heap);
  }

  /** What a census tells of a map too. */
  MapFacts facts(Instance map) {
    int slots = slots(map);
    return new MapFacts(
        mapType(map), map.getJavaClass().getName(), slots, entries(map), sizes.bytes(slots));
  }

  /** Every map whose table has at least so many slots, as it lies in the dump. */
  List<Instance> instances(int minSlots) {
    List<Instance> maps = new ArrayList<>();
    // class by class: the library's iterator over all instances fails at the roots of stacks that
    // newer JVMs write between them
    for (Object each : heap.getAllClasses()) {
      JavaClass type = (JavaClass) each;
      if (isMap(type) && type.getInstancesCount() > 0) {
        for (Object instance : type.getInstances()) {
          if (slots((Instance) instance) >= minSlots) {
            maps.add((Instance) instance);
          }
        }
      }
    }
    return maps;
  }

  private static boolean isMap(JavaClass type) {
    for (JavaClass c = type; c != null; c = c.getSuperClass()) {
      if (MAPS.contains(c.getName())) {
        return true;
      }
    }
    return false;
  }

  private static String mapType(Instance map) {
    JavaClass type = map.getJavaClass();
    while (!MAPS.contains(type.getName())) {
      type = type.getSuperClass();
    }
    return type.getName().substring(type.getName().lastIndexOf('.') + 1);
  }

  private static boolean isConcurrent(Instance map) {
    return mapType(map).equals("ConcurrentHashMap");
  }

  private static int slots(Instance map) {
    String owner = isConcurrent(map) ? CONCURRENT_HASH_MAP : HASH_MAP;
    ObjectArrayInstance table = (ObjectArrayInstance) object(map, owner, "table");
    return table == null ? 0 : table.getLength();
  }

  private static long entries(Instance map) {
    if (!isConcurrent(map)) {
      return number(map, HASH_MAP, "size");
    }
    long entries = number(map, CONCURRENT_HASH_MAP, "baseCount");
    ObjectArrayInstance cells =
        (ObjectArrayInstance) object(map, CONCURRENT_HASH_MAP, "counterCells");
    if (cells != null) {
      for (Object cell : cells.getValues()) {
        if (cell != null) {
          entries += number((Instance) cell, CONCURRENT_HASH_MAP + "$CounterCell", "value");
        }
      }
    }
    return entries;
  }

  private static Instance object(Instance instance, String owner, String field) {
    return ((ObjectFieldValue) value(instance, owner, field)).getInstance();
  }

  private static long number(Instance instance, String owner, String field) {
    return Long.parseLong(value(instance, owner, field).getValue());
  }

  // a user's subclass may have a field of the same name
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
