package io.tidemark.it.programs;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Hands on the class named by {@code it.spoil} as bytes of a class-file version nobody knows. */
public final class SpoilingAgent {

  private static final int MAJOR_VERSION_LOW_BYTE = 7;

  private SpoilingAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Spoiler(System.getProperty("it.spoil")), true);
  }

  private record Spoiler(String name) implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String className,
        Class<?> beingRedefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (beingRedefined == null || !name.equals(className)) {
        return null;
      }
      byte[] spoilt = bytes.clone();
      spoilt[MAJOR_VERSION_LOW_BYTE] = (byte) 199;
      return spoilt;
    }
  }
}
