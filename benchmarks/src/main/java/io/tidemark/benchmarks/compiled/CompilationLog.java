package io.tidemark.benchmarks.compiled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads what HotSpot's {@code -XX:+LogCompilation} writes of its second compiler, C2: which calls
 * it inlined, and which not. Each element stands at the start of a line of its own. Used by one
 * thread.
 *
 * <p>A decision reads {@code HashMap.get → HashMap.getNode: inline (hot)}. A call site's bytecode
 * index is left out, since woven code moves it, and so is all that happens inside of Tidemark's own
 * code, the JDK's methods that it calls among it.
 */
final class CompilationLog {

  private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)='([^']*)'");

  private static final Pattern OUR_TYPE =
      Pattern.compile("io\\.tidemark\\.agent\\..*|java\\.util\\..*\\bTidemarkHooks\\d+");

  /** Whatever the reason: of several that hold, the compiler names one. */
  private static final String NOT_INLINED = "not inlined";

  /** In place of the name of each method of Tidemark. */
  private static final String OURS = "Tidemark";

  private final String root;
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> methods = new HashMap<>();
  private final Deque<String> callers = new ArrayDeque<>();
  private Set<String> decisions = new TreeSet<>();
  private boolean isInside;
  private String callee = "";

  private CompilationLog(String root) {
    this.root = root;
  }

  /** The decisions in the last compilation of a method. */
  static Set<String> read(Stream<String> lines, String className, String method) {
    CompilationLog log = new CompilationLog(className + " " + method + " ");
    lines.forEach(log::line);
    return log.decisions;
  }

  private void line(String line) {
    if (line.startsWith("<task ")) {
      begin(attributes(line));
    } else if (line.startsWith("</task>")) {
      isInside = false;
    } else if (isInside) {
      element(line);
    }
  }

  /** C2's tasks have no level; a loop's entry is compiled for itself and looks like the rest. */
  private void begin(Map<String, String> task) {
    isInside =
        task.get("method").startsWith(root)
            && !task.containsKey("level")
            && !task.containsKey("osr_bci");
    if (isInside) {
      decisions = new TreeSet<>();
      types.clear();
      methods.clear();
      callers.clear();
    }
  }

  private void element(String line) {
    Map<String, String> of = attributes(line);
    if (line.startsWith("<klass ")) {
      types.put(of.get("id"), of.get("name"));
    } else if (line.startsWith("<method ")) {
      methods.put(of.get("id"), name(types.get(of.get("holder")), of.get("name")));
    } else if (line.startsWith("<parse ")) {
      callers.push(methods.get(of.get("method")));
    } else if (line.startsWith("</parse>")) {
      callers.pop();
    } else if (line.startsWith("<call ")) {
      callee = methods.get(of.get("method"));
    } else if (line.startsWith("<inline_success ")) {
      decide(of.get("reason"));
    } else if (line.startsWith("<inline_fail ")) {
      decide(NOT_INLINED);
    } else if (line.startsWith("<intrinsic ")) {
      decide("intrinsic " + of.get("id"));
    }
  }

  private void decide(String decision) {
    String caller = callers.isEmpty() ? "" : callers.peek();
    if (!callee.equals(OURS) && !callers.contains(OURS)) {
      decisions.add(caller + " → " + callee + ": " + decision);
    }
  }

  private static String name(String type, String method) {
    return OUR_TYPE.matcher(type).matches() ? OURS : simple(type) + "." + method;
  }

  /** Without the package, and without a lambda's number, which differs from run to run. */
  private static String simple(String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int lambda = simple.indexOf("$$Lambda");
    return lambda < 0 ? simple : simple.substring(0, lambda) + "$$Lambda";
  }

  private static Map<String, String> attributes(String line) {
    Map<String, String> attributes = new HashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(line);
    while (matcher.find()) {
      attributes.put(
          matcher.group(1),
          matcher.group(2).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }
    return attributes;
  }
}
