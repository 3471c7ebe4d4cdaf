package io.tidemark.it.support;

import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/**
 * A HashMap's subclass whose names hold all that a JVM allows and a compiler does not. Its one
 * method puts a copy of a map into its one field, and returns it.
 */
public final class HostileClass {

  private static final String ODD =
      "\"'<img src=x onerror=alert(1)>&\\\n\u001b\u2028{}\uD83C\uDF0A";

  /** Its name. */
  public static final String NAME = "C" + ODD;

  /** Its field's name. */
  public static final String FIELD = "f<b>" + ODD;

  /** Its method's name. The JVM wants no angle brackets there. */
  public static final String METHOD = "m" + ODD.replaceAll("[<>]", "");

  private static final String SUPER = "java/util/HashMap";
  private static final String MAP = "Ljava/util/Map;";

  private HostileClass() {}

  /** Its bytes. */
  public static byte[] bytes() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC, NAME, null, SUPER, null);
    writer.visitField(ACC_PUBLIC | ACC_STATIC, FIELD, MAP, null, null).visitEnd();
    MethodVisitor constructor = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(ALOAD, 0);
    constructor.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", "()V", false);
    constructor.visitInsn(RETURN);
    constructor.visitMaxs(0, 0);
    constructor.visitEnd();
    MethodVisitor method =
        writer.visitMethod(ACC_PUBLIC | ACC_STATIC, METHOD, "(" + MAP + ")" + MAP, null, null);
    method.visitCode();
    method.visitTypeInsn(NEW, NAME);
    method.visitInsn(DUP);
    method.visitMethodInsn(INVOKESPECIAL, NAME, "<init>", "()V", false);
    method.visitFieldInsn(PUTSTATIC, NAME, FIELD, MAP);
    method.visitFieldInsn(GETSTATIC, NAME, FIELD, MAP);
    method.visitVarInsn(ALOAD, 0);
    method.visitMethodInsn(INVOKEINTERFACE, "java/util/Map", "putAll", "(" + MAP + ")V", true);
    method.visitFieldInsn(GETSTATIC, NAME, FIELD, MAP);
    method.visitInsn(ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
