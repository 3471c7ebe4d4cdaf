package io.tidemark.it.programs;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.HashMap;

/** Writes a line to stdout when HashMap is about to be retransformed; changes nothing. */
public final class MarkingAgent {

  /** The line. */
  public static final String LINE = "HashMap is retransformed";

  private MarkingAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    Marker marker = new Marker();
    marker.transform(null, "java/util/HashMap", HashMap.class, null, null);
    instrumentation.addTransformer(marker, true);
  }

  private static final class Marker implements ClassFileTransformer {
    private final FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
    private final byte[] line = (LINE + "\n").getBytes(StandardCharsets.UTF_8);

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] file) {
      if (type == HashMap.class && name.equals("java/util/HashMap")) {
        try {
          stdout.write(line);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return null;
    }
  }
}
