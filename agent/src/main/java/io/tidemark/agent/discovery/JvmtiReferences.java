package io.tidemark.agent.discovery;

/**
 * What of the native library follows references and names fields. As with {@link Jvmti}, each
 * method throws {@link IllegalStateException} with JVMTI's name of the error.
 *
 * <p>Public only because what implements it lies in another module.
 */
public interface JvmtiReferences extends Jvmti {

  /** The numbers that {@link #stackFrames} tells of each frame. */
  int FRAME_NUMBERS = 6;

  /**
   * Names and signatures, by turns, of the fields that a class declares. Loads no class, which
   * reflection may.
   */
  String[] describeFields(long environment, Class<?> type, boolean statics);

  /**
   * What the static fields of an initialised class hold, in the order of {@link #describeFields};
   * null for a primitive one.
   */
  Object[] staticValues(long environment, Class<?> type);

  /**
   * Stops the application for a look at the stacks of threads and at what native code holds. Not at
   * the heap, so that the pause is one of the stacks' depth. The environment must be new.
   *
   * @param own threads that are left out
   * @param virtual the virtual threads that are looked at where they are parked; all others are
   *     looked at anyway
   */
  Object[] stackObjects(long environment, Thread[] own, Thread[] virtual);

  /**
   * Stops the application for the same look, for where some objects are. The environment must be
   * new.
   *
   * @param threads the platform threads
   * @param virtual the virtual threads
   * @param most the most frames that are told
   * @return for each frame the object's place in its array, the thread's place in both arrays, the
   *     virtual ones counted on, then depth, slot, bytecode index and method
   */
  long[] stackFrames(
      long environment, Object[] objects, Thread[] threads, Thread[] virtual, int most);

  /** The class that declares a method, the method's name and its signature. */
  Object[] describeMethod(long environment, long method);

  /** The length of a method's bytecodes. */
  long codeLength(long environment, long method);
}
