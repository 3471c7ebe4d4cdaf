package io.tidemark.it.programs;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the JVM transform its maps anew, as any other agent may, and stays to see what later
 * transformations make of them. Each load writes what was seen last to the folder that its argument
 * names.
 *
 * <p>It sees what Tidemark has woven where Tidemark was loaded first: the JVM asks the agents in
 * the order in which they came.
 */
public final class CaptureAgent {

  private static Capture capture;

  private CaptureAgent() {}

  public static void agentmain(String folder, Instrumentation instrumentation) throws Exception {
    Class<?>[] types = {HashMap.class, LinkedHashMap.class, ConcurrentHashMap.class};
    if (capture == null) {
      capture = new Capture();
      capture.transform(null, "", null, null, null);
      instrumentation.addTransformer(capture, true);
      instrumentation.retransformClasses(types);
    }
    for (int i = 0; i < types.length; i++) {
      Path file = Path.of(folder, types[i].getSimpleName() + ".class");
      Files.write(file, capture.files[i]);
    }
  }

  private static final class Capture implements ClassFileTransformer {
    private final byte[][] files = new byte[3][];

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
      if (type == HashMap.class && name.equals("java/util/HashMap")) {
        files[0] = file;
      } else if (type == LinkedHashMap.class && name.equals("java/util/LinkedHashMap")) {
        files[1] = file;
      } else if (type == ConcurrentHashMap.class
          && name.equals("java/util/concurrent/ConcurrentHashMap")) {
        files[2] = file;
      }
      return null;
    }
  }
}
