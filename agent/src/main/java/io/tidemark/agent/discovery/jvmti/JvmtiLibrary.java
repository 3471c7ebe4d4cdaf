package io.tidemark.agent.discovery.jvmti;

import io.tidemark.agent.discovery.JvmtiReferences;
import java.lang.reflect.Field;

/**
 * Loads the native library and declares what is in it. Its class loader and its module, which may
 * do so without a warning, are made by {@code LibraryLayer}; to load it anywhere else is a mistake.
 */
public final class JvmtiLibrary implements JvmtiReferences {

  /**
   * Loads the library from a file, which is not needed afterwards.
   *
   * @throws UnsatisfiedLinkError where the machine or the file system does not allow it
   */
  @SuppressWarnings("restricted")
  public JvmtiLibrary(String file) {
    System.load(file);
  }

  /**
   * Loads the library from memory, on Java 22 or newer.
   *
   * @throws UnsatisfiedLinkError where the machine does not allow it
   * @throws Throwable where there is no such file in memory
   */
  @SuppressWarnings("restricted")
  public JvmtiLibrary(byte[] library) throws Throwable {
    try (MemoryFile file = new MemoryFile("tidemark", library)) {
      System.load(file.path());
    }
  }

  @Override
  public native long open();

  @Override
  public native void close(long environment);

  @Override
  public native Class<?>[] loadedClasses(long environment);

  @Override
  public native int fields(long environment, Class<?> type);

  @Override
  public native int fieldPosition(long environment, Class<?> type, Field field);

  @Override
  public native long[] count(long environment, Class<?> family, Class<?>[] types);

  @Override
  public native int tagHashMaps(
      long environment, Class<?> type, int thresholdIndex, int loadFactorIndex, int minSlots);

  @Override
  public native int tagConcurrentHashMaps(
      long environment, Class<?> type, int sizeCtlIndex, int minSlots);

  @Override
  public native Object[] tagged(long environment);

  @Override
  public native String[] describeFields(long environment, Class<?> type, boolean statics);

  @Override
  public native Object[] staticValues(long environment, Class<?> type);

  @Override
  public native Object[] stackObjects(long environment, Thread[] own, Thread[] virtual);

  @Override
  public native long[] stackFrames(
      long environment, Object[] objects, Thread[] threads, Thread[] virtual, int most);

  @Override
  public native Object[] describeMethod(long environment, long method);

  @Override
  public native long codeLength(long environment, long method);
}
