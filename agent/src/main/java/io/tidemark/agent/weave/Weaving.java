package io.tidemark.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Puts the hooks into the running JVM's maps. Its methods are called by one thread at a time. */
public class Weaving {

  private static final Class<?>[] TYPES = {HashMap.class, ConcurrentHashMap.class};

  /** What the maps' methods refer to: loading them inside of a transformation aborted the JVM. */
  private static final String[] NESTED = {
    "java.util.HashMap$Node",
    "java.util.HashMap$TreeNode",
    "java.util.LinkedHashMap$Entry",
    "java.util.concurrent.ConcurrentHashMap$Node",
    "java.util.concurrent.ConcurrentHashMap$CounterCell",
    "java.util.concurrent.ConcurrentHashMap$ForwardingNode",
    "java.util.concurrent.ConcurrentHashMap$ReservationNode",
    "java.util.concurrent.ConcurrentHashMap$TreeBin",
    "java.util.concurrent.ConcurrentHashMap$TreeNode",
    "java.util.concurrent.ConcurrentHashMap$Segment",
  };

  private final Instrumentation instrumentation;
  private final HookTransformer transformer = new HookTransformer();
  private boolean woven;

  /** Changes nothing yet. Needs an Instrumentation that can retransform classes. */
  public Weaving(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Whether the maps were woven last, with whatever thresholds. */
  public boolean isWoven() {
    return woven;
  }

  /**
   * Weaves the maps, or weaves them anew with other thresholds. The transformer is there only
   * meanwhile: the JVM calls one for every class that the application loads.
   *
   * @throws WeavingException when it could not be done; {@link #isWoven} tells whether the maps
   *     have the hooks still that they had before, and were not touched
   */
  public void weave(Thresholds thresholds) throws WeavingException {
    MapWeaver weaver = new MapWeaver(thresholds);
    try {
      warmUp(weaver);
    } catch (Throwable e) {
      // mostly a full heap, which comes back: the hooks that are there are not taken away for it
      throw new WeavingException("weaving failed", false, e);
    }
    Throwable failure;
    woven = false;
    try {
      transformer.weaver(weaver);
      instrumentation.addTransformer(transformer, true);
      instrumentation.retransformClasses(TYPES);
      failure = transformer.failure();
    } catch (Throwable e) {
      failure = e;
    } finally {
      instrumentation.removeTransformer(transformer);
      transformer.weaver(null);
    }
    if (failure != null) {
      unweave();
      throw new WeavingException("weaving failed", true, failure);
    }
    woven = true;
  }

  /**
   * Gives the maps the code back that they had.
   *
   * @throws WeavingException when the JVM refused
   */
  public void unweave() throws WeavingException {
    try {
      instrumentation.retransformClasses(TYPES);
      woven = false;
    } catch (Throwable e) {
      throw new WeavingException("the maps could not be given their code back", true, e);
    }
  }

  /**
   * Loads and initialises all that a weaving needs, by doing one for nothing: ASM's classes that
   * are loaded inside of a transformation of HashMap fail with {@code ClassCircularityError:
   * java/lang/WeakPairMap$Pair$Weak}.
   */
  private void warmUp(MapWeaver weaver) throws IOException, ClassNotFoundException {
    for (String name : NESTED) {
      Class.forName(name, true, null);
    }
    for (Class<?> type : TYPES) {
      try (InputStream in = Object.class.getResourceAsStream("/" + path(type) + ".class")) {
        weaver.weave(type, in.readAllBytes());
      }
      transformer.transform(null, path(type), type, null, null);
    }
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
