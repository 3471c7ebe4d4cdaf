package io.tidemark.agent.holders;

import io.tidemark.agent.discovery.JvmtiReferences;
import java.util.IdentityHashMap;
import java.util.Map;

/** Names the local variables of threads that hold objects. */
final class StackFrames {

  /** A stack that is not as it was any more, or native code, which the JVM tells nothing of. */
  private static final String UNKNOWN = "a thread's stack or native code";

  private static final int MOST_FRAMES = 4096;

  private final Map<Object, String> names = new IdentityHashMap<>();

  /** What holds the object. */
  String nameOf(Object object) {
    return names.getOrDefault(object, UNKNOWN);
  }

  /** Looks at the stacks for where they hold the objects. */
  void look(JvmtiReferences jvmti, long environment, Object[] objects, Thread[] threads) {
    long[] frames = jvmti.stackFrames(environment, objects, threads, MOST_FRAMES);
    long[] depths = new long[objects.length];
    for (int at = 0; at < frames.length; at += JvmtiReferences.FRAME_NUMBERS) {
      int object = (int) frames[at];
      long depth = frames[at + 2] + 1;
      Thread thread = threads[(int) frames[at + 1]];
      Object[] method = jvmti.describeMethod(environment, frames[at + 5]);
      Class<?> type = (Class<?>) method[0];
      boolean application = Origin.isApplication(type);
      // the outermost of the application's frames: those inside it got the object from there
      if (depth > depths[object] && (application || depths[object] == 0)) {
        names.put(objects[object], name(type, method, thread));
        depths[object] = application ? depth : 0;
      }
    }
  }

  private static String name(Class<?> type, Object[] method, Thread thread) {
    return "stack "
        + HolderText.name(type)
        + "."
        + method[1]
        + " ("
        + HolderText.name(thread)
        + ")";
  }
}
