package io.tidemark.agent.discovery.jvmti;

import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;

/**
 * A file in memory, on Linux and Java 22 or newer, for where no folder can be written or may hold
 * executable code. By reflection, since Java 17 has none of what it takes; in this package, since
 * that takes native access.
 */
final class MemoryFile implements AutoCloseable {

  private static final String FOREIGN = "java.lang.foreign.";
  private static final int CLOSE_ON_EXEC = 1;

  private final int descriptor;

  /** Makes one with this content. */
  MemoryFile(String name, byte[] content) throws Throwable {
    Class<?> arenaType = Class.forName(FOREIGN + "Arena");
    try (AutoCloseable arena = (AutoCloseable) arenaType.getMethod("ofConfined").invoke(null)) {
      Object text =
          Class.forName(FOREIGN + "SegmentAllocator")
              .getMethod("allocateFrom", String.class)
              .invoke(arena, name);
      descriptor =
          (int)
              function("memfd_create", "ADDRESS", "JAVA_INT")
                  .invokeWithArguments(text, CLOSE_ON_EXEC);
    }
    if (descriptor < 0) {
      throw new IOException("memfd_create is refused");
    }
    try (FileOutputStream out = new FileOutputStream(path())) {
      out.write(content);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Its path for this process. */
  String path() {
    return "/proc/self/fd/" + descriptor;
  }

  @Override
  public void close() throws IOException {
    try {
      function("close", "JAVA_INT").invokeWithArguments(descriptor);
    } catch (Throwable e) {
      throw new IOException("a file in memory can't be closed", e);
    }
  }

  /** A function of the C library that returns an int. */
  private static MethodHandle function(String name, String... parameters)
      throws ReflectiveOperationException {
    Class<?> layout = Class.forName(FOREIGN + "MemoryLayout");
    Class<?> descriptorType = Class.forName(FOREIGN + "FunctionDescriptor");
    Class<?> linkerType = Class.forName(FOREIGN + "Linker");
    Class<?> optionType = Class.forName(FOREIGN + "Linker$Option");
    Object parameterLayouts = Array.newInstance(layout, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(parameterLayouts, i, value(parameters[i]));
    }
    Object description =
        descriptorType
            .getMethod("of", layout, parameterLayouts.getClass())
            .invoke(null, value("JAVA_INT"), parameterLayouts);
    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Optional<?> address =
        (Optional<?>)
            Class.forName(FOREIGN + "SymbolLookup")
                .getMethod("find", String.class)
                .invoke(linkerType.getMethod("defaultLookup").invoke(linker), name);
    Object options = Array.newInstance(optionType, 0);
    return (MethodHandle)
        linkerType
            .getMethod(
                "downcallHandle",
                Class.forName(FOREIGN + "MemorySegment"),
                descriptorType,
                options.getClass())
            .invoke(linker, address.orElseThrow(), description, options);
  }

  private static Object value(String name) throws ReflectiveOperationException {
    return Class.forName(FOREIGN + "ValueLayout").getField(name).get(null);
  }
}
