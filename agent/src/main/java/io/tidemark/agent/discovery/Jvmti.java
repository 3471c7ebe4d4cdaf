package io.tidemark.agent.discovery;

import java.lang.reflect.Field;

/**
 * The native library. Each method throws {@link IllegalStateException} with JVMTI's name of the
 * error where the JVM refuses. An environment is used by one thread at a time.
 *
 * <p>Public only because what implements it lies in another module.
 */
public interface Jvmti {

  /** An index or position that is not there. */
  int NONE = -1;

  /** Opens a JVMTI environment that can tag objects. */
  long open();

  /** Disposes of an environment and all its tags. */
  void close(long environment);

  /** All classes that are loaded. */
  Class<?>[] loadedClasses(long environment);

  /** The fields that a class or interface declares itself, static ones included. */
  int fields(long environment, Class<?> type);

  /** A field's place among those that a class declares, or {@link #NONE}. */
  int fieldPosition(long environment, Class<?> type, Field field);

  /** One walk: the instances of each of some classes, which all are or extend the family. */
  long[] count(long environment, Class<?> family, Class<?>[] types);

  /**
   * One walk: tags the HashMaps of exactly this class whose table may have so many slots, by their
   * fields' JVMTI indices.
   *
   * @return the maps looked at, or {@link #NONE} where the fields have other types
   */
  int tagHashMaps(
      long environment, Class<?> type, int thresholdIndex, int loadFactorIndex, int minSlots);

  /**
   * One walk: tags the ConcurrentHashMaps of exactly this class whose table may have so many slots.
   *
   * @return the maps looked at, or {@link #NONE} where the field has another type
   */
  int tagConcurrentHashMaps(long environment, Class<?> type, int sizeCtlIndex, int minSlots);

  /** All tagged objects. */
  Object[] tagged(long environment);
}
