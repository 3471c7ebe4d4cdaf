package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the hooks into the bytes of one of the JDK's maps, and knows nothing of how the JVM is
 * told. Any thread may use it.
 *
 * <p>It uses the ASM within Byte Buddy alone: Byte Buddy's own classes are some seven hundred, and
 * an application would pay for their loading at its start. The stack map frames are written by
 * hand, since ASM loads classes to compute them.
 */
final class MapWeaver {

  private final Thresholds thresholds;

  MapWeaver(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Weaves one class. The methods without a hook are copied as they are.
   *
   * @param type the class
   * @param classFile its class file, as the transformers before this one left it
   * @return the class file with every {@link Hook} of that class written in
   * @throws IllegalArgumentException for a class file newer than ASM knows
   */
  byte[] weave(Class<?> type, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Methods(type, reader.getClassName(), writer), 0);
    return writer.toByteArray();
  }

  private final class Methods extends ClassVisitor {
    private final Class<?> type;
    private final String owner;

    Methods(Class<?> type, String owner, ClassWriter writer) {
      super(Opcodes.ASM9, writer);
      this.type = type;
      this.owner = owner;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = cv.visitMethod(access, name, descriptor, signature, exceptions);
      for (Hook hook : Hook.values()) {
        if (hook.type == type
            && hook.method.equals(name)
            && hook.arguments == Type.getArgumentCount(descriptor)) {
          return code(hook, descriptor, method);
        }
      }
      return method;
    }

    private MethodVisitor code(Hook hook, String descriptor, MethodVisitor method) {
      AdviceCode advice = new AdviceCode(hook, owner, thresholds, method);
      if (hook.advice == Advice.HASH_MAP_CONSTRUCTED) {
        // a table has the next power of two as its length
        int most = Thresholds.powerOfTwo(thresholds.siteMinSlots()) / 2;
        return new CapacityCode(most, advice, method);
      }
      if (hook.kind == Hook.Kind.DRAINED) {
        return new EntryCode(advice, method);
      }
      return hook.advice == Advice.TABLE_REPLACED
          ? new ReplacedCode(owner, descriptor, advice, method)
          : new ExitCode(owner, descriptor, advice, method);
    }
  }
}
