package io.tidemark.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Weaves the JDK's maps when they are retransformed.
 *
 * <p>The JVM calls it while classes that the maps themselves need are being loaded: a transformer
 * that touched one unresolved class then aborted JDK 17 and 25. So it decides by the class and the
 * class name (during a retransformation of HashMap it is called with HashMap and the name of
 * another class), and loads nothing on that path.
 */
final class HookTransformer implements ClassFileTransformer {

  private volatile MapWeaver weaver;
  private volatile Throwable failure;

  /** Null lets the maps be as they are. */
  void weaver(MapWeaver weaver) {
    this.failure = null;
    this.weaver = weaver;
  }

  /** What the last weaving failed with, or null. */
  Throwable failure() {
    return failure;
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
    if (type == null || !isWoven(type, name)) {
      return null;
    }
    MapWeaver with = weaver;
    if (with == null) {
      return null;
    }
    try {
      return with.weave(type, classFile);
    } catch (Throwable e) {
      failure = e;
      return null;
    }
  }

  private static boolean isWoven(Class<?> type, String name) {
    return type == HashMap.class && "java/util/HashMap".equals(name)
        || type == ConcurrentHashMap.class && "java/util/concurrent/ConcurrentHashMap".equals(name);
  }
}
