package io.tidemark.it.support;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import io.tidemark.it.programs.ManySites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Writes the classes that {@link ManySites} grows its maps in, each at lines of its own. */
public final class SiteClasses {

  private SiteClasses() {}

  /** Writes them into a folder, which is to be on the class path. */
  public static void write(Path folder) {
    try {
      for (int i = 0; i < ManySites.CLASSES; i++) {
        Files.write(folder.resolve(ManySites.name(i) + ".class"), bytes(ManySites.name(i)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code static void grow(int line, Map map, Map from)}: {@code map.putAll(from)} there. */
  private static byte[] bytes(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(V17, ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(
            ACC_PUBLIC | ACC_STATIC, "grow", "(ILjava/util/Map;Ljava/util/Map;)V", null, null);
    Label[] lines = new Label[ManySites.LINES];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new Label();
    }
    method.visitCode();
    method.visitVarInsn(ILOAD, 0);
    method.visitTableSwitchInsn(0, lines.length - 1, lines[0], lines);
    for (int i = 0; i < lines.length; i++) {
      method.visitLabel(lines[i]);
      method.visitLineNumber(i + 1, lines[i]);
      method.visitVarInsn(ALOAD, 1);
      method.visitVarInsn(ALOAD, 2);
      method.visitMethodInsn(
          INVOKEINTERFACE, "java/util/Map", "putAll", "(Ljava/util/Map;)V", true);
      method.visitInsn(RETURN);
    }
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
