package io.tidemark.it.programs;

import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks the packaged agent, which it loads as the entry class does, who holds the maps of the {@link
 * HolderZoo}, and prints what it said.
 *
 * <p>Also an agent, for its Instrumentation. Argument: tidemark.jar.
 */
public final class HolderRequests {

  private static final String HOLDERS = "io.tidemark.agent.holders.Holders";

  private static Instrumentation instrumentation;
  private static String jar;
  private static Object holders;

  private HolderRequests() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] arguments) throws Exception {
    jar = arguments[0];
    Commands.serve(
        Map.of(
            "make", HolderRequests::make,
            "make-data", HolderZoo::data,
            "make-overloaded", HolderZoo::overloaded,
            "load", () -> holders = load(),
            "find", () -> find(1_000_000, Duration.ofSeconds(5), true),
            "find-some", () -> find(150_000, Duration.ZERO, true),
            "find-without-pause", () -> find(1_000_000, Duration.ZERO, true),
            "find-in-java", () -> find(1_000_000, Duration.ZERO, false),
            "find-a-little", () -> find(3_000, Duration.ofSeconds(5), true),
            "drop", HolderRequests::drop));
  }

  private static void make() throws Exception {
    HolderZoo.fill();
    HolderZoo.asleep();
  }

  private static Object load() throws Exception {
    ClassLoader libraries = AgentClasses.load(jar);
    return libraries
        .loadClass(HOLDERS)
        .getConstructor(Instrumentation.class)
        .newInstance(instrumentation);
  }

  /** On a thread of the name that the agent's threads have, so that its stack is not looked at. */
  private static void find(int mostObjects, Duration maxPause, boolean nativeAllowed)
      throws Exception {
    Thread thread =
        new Thread(() -> findHere(mostObjects, maxPause, nativeAllowed), "tidemark-holders");
    thread.start();
    thread.join();
  }

  private static void findHere(int mostObjects, Duration maxPause, boolean nativeAllowed) {
    List<String> names = new ArrayList<>();
    List<Object> maps = new ArrayList<>();
    Object weak = HolderZoo.weak();
    HolderZoo.maps().forEach((name, map) -> add(names, maps, name, map));
    try {
      Class<?> budgetType = holders.getClass().getClassLoader().loadClass(HOLDERS + "$Budget");
      Object budget =
          budgetType
              .getConstructor(int.class, long.class, Duration.class, Duration.class)
              .newInstance(mostObjects, 100L << 20, Duration.ofMinutes(1), maxPause);
      Method find = holders.getClass().getMethod("find", List.class, budgetType, boolean.class);
      Set<String> before = loaded();
      Object result = find.invoke(holders, maps, budget, nativeAllowed);
      Set<String> after = loaded();
      print(names, result);
      Reference.reachabilityFence(weak);
      after.removeAll(before);
      System.out.println("newly loaded " + after);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Drops the agent's classes and says what of them the next collections leave. */
  private static void drop() throws InterruptedException {
    WeakReference<ClassLoader> loader = new WeakReference<>(holders.getClass().getClassLoader());
    holders = null;
    AgentClasses.reportWhetherGone(loader);
  }

  private static void add(
      List<String> names, List<Object> maps, String name, WeakReference<Object> map) {
    Object held = map.get();
    if (held != null) {
      names.add(name);
      maps.add(held);
    }
  }

  private static void print(List<String> names, Object result) throws ReflectiveOperationException {
    String[] found = (String[]) result.getClass().getMethod("holders").invoke(result);
    for (int i = 0; i < found.length; i++) {
      System.out.println("holder of " + names.get(i) + ": " + found[i]);
    }
    System.out.println("result " + result);
  }

  /** The application's classes. */
  private static Set<String> loaded() {
    Set<String> loaded = new TreeSet<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      boolean application = type.getClassLoader() == HolderRequests.class.getClassLoader();
      if (application && !type.getPackageName().equals("io.tidemark")) {
        loaded.add(type.getName());
      }
    }
    return loaded;
  }
}
