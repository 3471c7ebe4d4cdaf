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
 * Retransforms the JDK's maps, as any other agent may, and writes the class files that it is given
 * to the folder that its argument names.
 */
public final class CaptureAgent {

  private CaptureAgent() {}

  public static void agentmain(String folder, Instrumentation instrumentation) throws Exception {
    premain(folder, instrumentation);
  }

  public static void premain(String folder, Instrumentation instrumentation) throws Exception {
    Class<?>[] types = {HashMap.class, LinkedHashMap.class, ConcurrentHashMap.class};
    Capture capture = new Capture(Path.of(folder));
    capture.transform(null, "", null, null, null);
    instrumentation.addTransformer(capture, true);
    instrumentation.retransformClasses(types);
    instrumentation.removeTransformer(capture);
    for (int i = 0; i < types.length; i++) {
      Files.write(capture.folder.resolve(types[i].getSimpleName() + ".class"), capture.files[i]);
    }
  }

  private static final class Capture implements ClassFileTransformer {
    private final Path folder;
    private final byte[][] files = new byte[3][];

    Capture(Path folder) {
      this.folder = folder;
    }

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
