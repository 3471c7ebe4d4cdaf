package io.tidemark.agent.holders;

import io.tidemark.agent.holders.Steps.Step;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * Names holders: the application's field that is nearest to the map, and the JDK's wrappers from
 * there on. Classes of the application have their full names, those of the JDK go without package.
 */
final class HolderText {

  private static final int MOST_STEPS = 5;
  private static final int MOST_THREAD_NAME = 60;
  private static final String THEN = " > ";

  private final Visited visited;
  private final Shapes shapes;
  private final StackFrames frames;

  /**
   * @param frames tells where a stack holds an object
   */
  HolderText(Visited visited, Shapes shapes, StackFrames frames) {
    this.visited = visited;
    this.shapes = shapes;
    this.frames = frames;
  }

  /** Who holds the object with that number. */
  String of(int index) throws ReflectiveOperationException {
    Steps way = Steps.to(index, visited, shapes);
    List<Step> steps = way.steps();
    int start = nearestOfApplication(steps);
    int threadLocal = lastThreadLocal(steps);
    List<String> words = new ArrayList<>();
    if (threadLocal > start) {
      String key = threadLocalName(steps.get(threadLocal));
      if (key != null) {
        words.add(key + " (thread local of " + threadOf(steps, threadLocal) + ")");
        start = threadLocal + 1;
      }
    }
    if (words.isEmpty() && start < 0 && way.stackObject() != null) {
      words.add(frames.nameOf(way.stackObject(), way.dimensions()));
    }
    for (Step step : steps.subList(Math.max(0, start), steps.size())) {
      words.add(name(step));
    }
    return String.join(THEN, shortened(words));
  }

  /** Whether who holds the object with that number is a stack or native code, no field. */
  static boolean isNamedByStack(Steps way) {
    return way.stackObject() != null && nearestOfApplication(way.steps()) < 0;
  }

  private static int nearestOfApplication(List<Step> steps) {
    int i = steps.size() - 1;
    while (i >= 0 && !steps.get(i).isApplication()) {
      i--;
    }
    return i;
  }

  private static int lastThreadLocal(List<Step> steps) {
    int i = steps.size() - 1;
    while (i >= 0
        && !steps
            .get(i)
            .declaring()
            .getName()
            .equals("java.lang.ThreadLocal$ThreadLocalMap$Entry")) {
      i--;
    }
    return i;
  }

  /** The application's field that holds a thread local's key, or null. */
  private String threadLocalName(Step entry) throws ReflectiveOperationException {
    Object key = ((Reference<?>) entry.owner()).get();
    int index = key == null ? Visited.NONE : visited.indexOf(key);
    if (index == Visited.NONE) {
      return null;
    }
    List<Step> steps = Steps.to(index, visited, shapes).steps();
    int start = nearestOfApplication(steps);
    return start < 0 ? null : name(steps.get(start));
  }

  private static String threadOf(List<Step> steps, int before) {
    for (int i = before; i >= 0; i--) {
      if (steps.get(i).owner() instanceof Thread thread) {
        return name(thread);
      }
    }
    return "a thread";
  }

  private static String name(Step step) {
    Object owner = step.owner();
    boolean lambda = isLambda(step.declaring());
    Class<?> type =
        owner != null && Origin.isApplication(owner.getClass()) && !step.isApplication()
            ? owner.getClass()
            : step.declaring();
    String field = lambda ? " (captured)" : "." + step.field();
    String thread =
        owner instanceof Thread named && !step.isApplication() ? " (" + name(named) + ")" : "";
    return name(type) + field + "[]".repeat(step.dimensions()) + thread;
  }

  private static boolean isLambda(Class<?> type) {
    return type.isHidden() && type.getName().contains("$$Lambda");
  }

  /** A class's name; a lambda's without what the JVM made up for it. */
  static String name(Class<?> type) {
    String name = type.getName();
    if (isLambda(type)) {
      name = name.substring(0, name.indexOf("$$Lambda") + "$$Lambda".length());
    }
    return Origin.isApplication(type) ? name : name.substring(name.lastIndexOf('.') + 1);
  }

  /** A thread's name, which the application may make up of anything, on one line. */
  static String name(Thread thread) {
    String name = thread.getName().replaceAll("\\p{Cntrl}", "?");
    if (name.isEmpty()) {
      return "a thread without a name";
    }
    return name.length() > MOST_THREAD_NAME ? name.substring(0, MOST_THREAD_NAME) + "…" : name;
  }

  private static List<String> shortened(List<String> words) {
    if (words.size() <= MOST_STEPS) {
      return words;
    }
    List<String> kept = new ArrayList<>(words.subList(0, 2));
    kept.add("…");
    kept.addAll(words.subList(words.size() - 2, words.size()));
    return kept;
  }
}
