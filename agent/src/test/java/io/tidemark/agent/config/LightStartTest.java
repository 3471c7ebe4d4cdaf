package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** This code runs before anything else of the agent, inside premain. */
class LightStartTest {

  private static final List<String> HEAVY =
      List.of(
          "java/util/regex/",
          "java/util/stream/",
          "java/util/logging/",
          "java/util/Formatter",
          "java/nio/file/",
          "javax/management/",
          "org/snakeyaml/");

  @Test
  void withoutAFileTheYamlLibraryIsNotNeeded() throws Exception {
    URL classes = Config.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> config = alone.loadClass(Config.class.getName());
      Method load = config.getMethod("load", String.class, Map.class, Map.class, Consumer.class);
      List<String> lines = new ArrayList<>();
      Consumer<String> add = lines::add;
      Object loaded =
          load.invoke(null, "port=1,port=2,x=1", Map.of(), Map.of("TIDEMARK_HOST", "h"), add);
      assertThat(loaded.toString()).contains("host=h", "port=9746");
      assertThat(lines).hasSize(2);
    }
  }

  @Test
  void noClassButTheReaderOfTheFileUsesALambdaOrAHeavyPackage() throws Exception {
    List<String> found = new ArrayList<>();
    int classes = 0;
    File[] files = folderOfClasses().toFile().listFiles();
    for (File file : files) {
      String name = file.getName();
      if (name.endsWith(".class")
          && !name.startsWith("YamlFile")
          && !name.equals("package-info.class")) {
        classes++;
        scan(file.toPath(), found);
      }
    }
    assertThat(classes).isGreaterThan(15);
    assertThat(found).isEmpty();
  }

  private static Path folderOfClasses() throws URISyntaxException {
    URL root = Config.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(root.toURI()).resolve(Config.class.getPackageName().replace('.', '/'));
  }

  private static void scan(Path file, List<String> found) throws IOException {
    new ClassReader(Files.readAllBytes(file))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new Calls(file.getFileName() + "." + name, found);
              }
            },
            0);
  }

  private static final class Calls extends MethodVisitor {
    private final String where;
    private final List<String> found;

    Calls(String where, List<String> found) {
      super(Opcodes.ASM9);
      this.where = where;
      this.found = found;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      for (String heavy : HEAVY) {
        if (owner.startsWith(heavy)) {
          found.add(where + " calls " + owner + "." + name);
        }
      }
      if (owner.equals("java/lang/String")
          && List.of("format", "formatted", "split", "matches", "replaceAll").contains(name)) {
        found.add(where + " calls String." + name);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      // A record's own toString, hashCode and equals; load calls none of them.
      if (!bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
        found.add(where + " has an invokedynamic of " + bootstrap.getOwner());
      }
    }
  }
}
