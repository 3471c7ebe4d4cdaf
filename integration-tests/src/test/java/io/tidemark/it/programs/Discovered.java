package io.tidemark.it.programs;

import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes maps, and then finds them by the discovery of the packaged agent, which it loads as the
 * entry class does. It knows each map and says which the discovery missed and which it made up.
 *
 * <p>Also an agent, for its Instrumentation. Arguments: tidemark.jar, the fewest slots of a table
 * that counts.
 */
public final class Discovered {

  private static final String DISCOVERY = "io.tidemark.agent.discovery.";

  private static Instrumentation instrumentation;
  private static String jar;
  private static int minSlots;
  private static DiscoveredMaps maps;
  private static Object discovery;

  private Discovered() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] arguments) throws Exception {
    jar = arguments[0];
    minSlots = Integer.parseInt(arguments[1]);
    maps = new DiscoveredMaps(minSlots);
    Commands.serve(
        Map.of(
            "make", maps::make,
            "bystanders", Bystanders::make,
            "load", () -> discovery = load(),
            "scan", () -> scan(Duration.ofMinutes(10)),
            "scan-without-pause", () -> scan(Duration.ZERO),
            "touched-bystanders", Bystanders::report,
            "reluctant", Reluctant::make,
            "drop", Discovered::drop));
  }

  private static Object load() throws Exception {
    ClassLoader libraries = AgentClasses.load(jar);
    libraries
        .loadClass("io.tidemark.agent.weave.HookClasses")
        .getMethod("define", Instrumentation.class)
        .invoke(null, instrumentation);
    return libraries
        .loadClass(DISCOVERY + "Discoveries")
        .getMethod("create", Instrumentation.class)
        .invoke(null, instrumentation);
  }

  private static void scan(Duration maxPause) throws Exception {
    List<Object> found = new ArrayList<>();
    Consumer<Object> add = found::add;
    Method scan =
        discovery
            .getClass()
            .getClassLoader()
            .loadClass(DISCOVERY + "Discovery")
            .getMethod("scan", int.class, Duration.class, Consumer.class);
    Set<String> before = ownClasses();
    Object result = scan.invoke(discovery, minSlots, maxPause, add);
    Set<String> loaded = ownClasses();
    loaded.removeAll(before);
    System.out.println("result " + result);
    loaded.forEach(name -> System.out.println("loaded " + name));
    Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
    left.addAll(found);
    maps.expected()
        .forEach(
            (name, map) -> System.out.println((left.remove(map) ? "found " : "missed ") + name));
    for (Object map : left) {
      System.out.println("unknown " + map.getClass().getName());
    }
    if (found.size() != maps.expected().size() - missed(found) + left.size()) {
      System.out.println("unknown twice");
    }
  }

  private static Set<String> ownClasses() {
    Set<String> names = new TreeSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getName().startsWith("io.tidemark.it.")) {
        names.add(type.getName());
      }
    }
    return names;
  }

  private static long missed(List<Object> found) {
    return maps.expected().values().stream()
        .filter(map -> found.stream().noneMatch(each -> each == map))
        .count();
  }

  /** Drops the agent's classes and says what of them the next collections leave. */
  private static void drop() throws InterruptedException {
    WeakReference<ClassLoader> loader = new WeakReference<>(discovery.getClass().getClassLoader());
    discovery = null;
    AgentClasses.reportWhetherGone(loader);
  }
}
