package io.tidemark.benchmarks.agents;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.concurrent.ConcurrentHashMap;

/** An agent that retransforms the classes that Tidemark weaves, and leaves them unchanged. */
public final class UnchangedAgent implements ClassFileTransformer {

  /** What the maps' code refers to: loading them inside of a transformation fails. */
  private static final String[] NESTED = {
    "java.util.HashMap$TreeNode",
    "java.util.LinkedHashMap$Entry",
    "java.util.concurrent.ConcurrentHashMap$CounterCell",
    "java.util.concurrent.ConcurrentHashMap$ForwardingNode",
    "java.util.concurrent.ConcurrentHashMap$ReservationNode",
    "java.util.concurrent.ConcurrentHashMap$TreeBin",
    "java.util.concurrent.ConcurrentHashMap$TreeNode",
    "java.util.concurrent.ConcurrentHashMap$Segment",
  };

  private UnchangedAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) throws Exception {
    for (String name : NESTED) {
      Class.forName(name, true, null);
    }
    instrumentation.addTransformer(new UnchangedAgent(), true);
    instrumentation.retransformClasses(HashMap.class, ConcurrentHashMap.class);
  }

  /** The class file as it is, and not null: the JVM then redefines the class, as for Tidemark. */
  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
    return type == HashMap.class || type == ConcurrentHashMap.class ? classFile.clone() : null;
  }
}
