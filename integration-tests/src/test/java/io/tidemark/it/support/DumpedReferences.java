package io.tidemark.it.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netbeans.lib.profiler.heap.ArrayItemValue;
import org.netbeans.lib.profiler.heap.FieldValue;
import org.netbeans.lib.profiler.heap.GCRoot;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;
import org.netbeans.lib.profiler.heap.JavaFrameGCRoot;
import org.netbeans.lib.profiler.heap.PrimitiveArrayInstance;
import org.netbeans.lib.profiler.heap.ThreadObjectGCRoot;

/** The strong references of a heap dump, from what is referred to back to the roots. */
final class DumpedReferences {

  private static final Set<String> OF_FIELDS = Set.of(GCRoot.STICKY_CLASS, GCRoot.THREAD_OBJECT);

  private final Map<Long, List<GCRoot>> roots = new HashMap<>();

  DumpedReferences(Heap heap) {
    for (Object each : heap.getGCRoots()) {
      GCRoot root = (GCRoot) each;
      if (root.getInstance() != null) {
        roots
            .computeIfAbsent(root.getInstance().getInstanceId(), id -> new ArrayList<>())
            .add(root);
      }
    }
  }

  /** What an object is kept by. */
  enum Reach {
    /** A way of strong references from a static field or a thread. */
    FIELDS,
    /** Threads' stacks, monitors or native code alone. */
    STACKS,
    /** Tidemark alone. */
    TIDEMARK,
    /** No strong reference. */
    NOTHING
  }

  /**
   * A strong reference.
   *
   * @param owner what has it; null for a static field
   * @param declaring the class that declares the field; null for an array's element
   * @param field the field's name; null for an array's element
   */
  record Referrer(Instance owner, JavaClass declaring, String field) {}

  /**
   * Where a thread's stack holds an object.
   *
   * @param method {@code package.Class.method}
   * @param thread the thread's name
   */
  record Frame(String method, String thread) {}

  /** Every strong reference to an object. */
  List<Referrer> to(Instance target) {
    List<Referrer> referrers = new ArrayList<>();
    for (Object reference : target.getReferences()) {
      if (reference instanceof FieldValue value) {
        JavaClass declaring = value.getField().getDeclaringClass();
        String field = value.getField().getName();
        boolean weak =
            declaring.getName().equals("java.lang.ref.Reference")
                && (field.equals("referent") || field.equals("discovered"));
        if (!weak) {
          Instance owner = value.getField().isStatic() ? null : value.getDefiningInstance();
          referrers.add(new Referrer(owner, declaring, field));
        }
      } else if (reference instanceof ArrayItemValue item) {
        referrers.add(new Referrer(item.getDefiningInstance(), null, null));
      }
    }
    return referrers;
  }

  /** What keeps an object. */
  Reach reach(Instance object) {
    Set<Long> seen = new HashSet<>(Set.of(object.getInstanceId()));
    Deque<Instance> left = new ArrayDeque<>(List.of(object));
    Reach most = Reach.NOTHING;
    while (!left.isEmpty()) {
      Instance next = left.remove();
      for (GCRoot root : rootsOf(next)) {
        if (!OF_FIELDS.contains(root.getKind())) {
          most = stronger(most, Reach.STACKS);
        } else if (isAgent(next.getJavaClass()) || threadName(next).startsWith("tidemark-")) {
          most = stronger(most, Reach.TIDEMARK);
        } else {
          return Reach.FIELDS;
        }
      }
      for (Referrer referrer : to(next)) {
        JavaClass type =
            referrer.owner() == null ? referrer.declaring() : referrer.owner().getJavaClass();
        if (isAgent(type)) {
          most = stronger(most, Reach.TIDEMARK);
        } else if (referrer.owner() == null) {
          return Reach.FIELDS;
        } else if (seen.add(referrer.owner().getInstanceId())) {
          left.add(referrer.owner());
        }
      }
    }
    return most;
  }

  private static Reach stronger(Reach one, Reach other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean isAgent(JavaClass type) {
    Instance loader = type.getClassLoader();
    return isTidemark(type) || loader != null && isTidemark(loader.getJavaClass());
  }

  private static boolean isTidemark(JavaClass type) {
    String name = type.getName();
    return name.startsWith("io.tidemark.") && !name.startsWith("io.tidemark.it.");
  }

  private List<GCRoot> rootsOf(Instance object) {
    return roots.getOrDefault(object.getInstanceId(), List.of());
  }

  /** Whether an object is held by a root of a stack or of native code. */
  boolean isHeldByStack(Instance object) {
    return rootsOf(object).stream().anyMatch(root -> !OF_FIELDS.contains(root.getKind()));
  }

  /** The frames of threads' stacks that hold an object. */
  List<Frame> frames(Instance object) {
    List<Frame> frames = new ArrayList<>();
    for (GCRoot root : rootsOf(object)) {
      if (root instanceof JavaFrameGCRoot frame && frame.getFrameNumber() >= 0) {
        ThreadObjectGCRoot thread = frame.getThreadGCRoot();
        StackTraceElement at = thread.getStackTrace()[frame.getFrameNumber()];
        frames.add(
            new Frame(
                at.getClassName() + "." + at.getMethodName(), threadName(thread.getInstance())));
      }
    }
    return frames;
  }

  /** A thread's name; empty for any other object. */
  static String threadName(Instance thread) {
    for (JavaClass c = thread.getJavaClass(); c != null; c = c.getSuperClass()) {
      if (c.getName().equals("java.lang.Thread")) {
        return text((Instance) thread.getValueOfField("name"));
      }
    }
    return "";
  }

  private static String text(Instance string) {
    if (string == null) {
      return "";
    }
    List<?> values = ((PrimitiveArrayInstance) string.getValueOfField("value")).getValues();
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = Byte.parseByte((String) values.get(i));
    }
    boolean latin1 = ((Byte) string.getValueOfField("coder")) == 0;
    return new String(bytes, latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
  }
}
