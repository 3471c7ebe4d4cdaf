package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.JvmtiReferences;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Names the local variables of threads that hold objects. */
final class StackFrames {

  /** A stack that is not as it was any more, or native code, which the JVM tells nothing of. */
  private static final String UNKNOWN = "a thread's stack or native code";

  private static final int MOST_FRAMES = 4096;

  /** A thread's call of a method, which holds an object. */
  private record Frame(Class<?> type, String method, String variable, Thread thread, long depth) {

    boolean isApplication() {
      return Origin.isApplication(type);
    }

    /**
     * Whether this frame says more than another of the same object's: the application's outermost
     * does, since those inside it got the object from there.
     */
    boolean saysMoreThan(Frame other) {
      if (other == null || isApplication() != other.isApplication()) {
        return other == null || isApplication();
      }
      return isApplication() && depth > other.depth;
    }
  }

  private final Map<Object, Frame> frames = new IdentityHashMap<>();

  /**
   * What holds the object.
   *
   * @param dimensions how many arrays lie one in the other between there and what is held
   */
  String nameOf(Object object, int dimensions) {
    Frame frame = frames.get(object);
    if (frame == null) {
      return UNKNOWN;
    }
    String variable =
        frame.variable() == null ? "" : ": " + frame.variable() + "[]".repeat(dimensions);
    String name = "stack " + HolderText.name(frame.type()) + "." + frame.method() + variable;
    return name + " (" + HolderText.name(frame.thread()) + ")";
  }

  /** Looks at the stacks for where they hold the objects. */
  void look(
      JvmtiReferences jvmti,
      long environment,
      Object[] objects,
      Thread[] threads,
      Thread[] virtual) {
    List<Thread> all = new ArrayList<>(List.of(threads));
    all.addAll(List.of(virtual));
    long[] told = jvmti.stackFrames(environment, objects, threads, virtual, MOST_FRAMES);
    for (int at = 0; at < told.length; at += JvmtiReferences.FRAME_NUMBERS) {
      Object object = objects[(int) told[at]];
      Thread thread = all.get((int) told[at + 1]);
      Frame frame;
      try {
        frame = describe(jvmti, environment, told, at, thread);
      } catch (IllegalStateException unloaded) {
        // since the stacks were looked at: the other frames are there still
        continue;
      }
      if (frame.saysMoreThan(frames.get(object))) {
        frames.put(object, frame);
      }
    }
  }

  private static Frame describe(
      JvmtiReferences jvmti, long environment, long[] told, int at, Thread thread) {
    long method = told[at + 5];
    Object[] described = jvmti.describeMethod(environment, method);
    Class<?> type = (Class<?>) described[0];
    VariableNames names = new VariableNames(type, (String) described[1], (String) described[2]);
    String variable =
        Origin.isApplication(type)
            ? names.at(told[at + 3], told[at + 4], jvmti.codeLength(environment, method))
            : null;
    return new Frame(type, (String) described[1], variable, thread, told[at + 2]);
  }
}
