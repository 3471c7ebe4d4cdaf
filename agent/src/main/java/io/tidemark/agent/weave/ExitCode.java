package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts an advice behind a method's own code, whose returns all go there:
 *
 * <pre>
 *   the method's own code, with {@code result = …; goto exit} for each return
 * exit:
 *   advice
 *   return result
 * handler:
 *   errors++
 * done:
 *   return result
 * </pre>
 *
 * <p>At the exit nothing but {@code this} is needed, and the result or a table that is the first
 * parameter. The result takes the local variable of the first parameter, and the frames there
 * declare no other.
 */
class ExitCode extends MethodVisitor {

  private static final Object[] THROWABLE = {"java/lang/Throwable"};
  private static final int FIRST = 1;

  final AdviceCode advice;
  final String owner;
  private final Type result;
  private final Type parameter;
  private final Label exit = new Label();

  /**
   * @param owner internal name of the class
   * @param descriptor of the method, which returns nothing or an array
   */
  ExitCode(String owner, String descriptor, AdviceCode advice, MethodVisitor to) {
    super(Opcodes.ASM9, to);
    this.advice = advice;
    this.owner = owner;
    this.result = Type.getReturnType(descriptor);
    this.parameter =
        Type.getArgumentCount(descriptor) == 0
            ? Type.VOID_TYPE
            : Type.getArgumentTypes(descriptor)[0];
  }

  @Override
  public final void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      mv.visitVarInsn(Opcodes.ASTORE, FIRST);
      mv.visitJumpInsn(Opcodes.GOTO, exit);
    } else if (opcode == Opcodes.RETURN) {
      mv.visitJumpInsn(Opcodes.GOTO, exit);
    } else {
      mv.visitInsn(opcode);
    }
  }

  @Override
  public final void visitMaxs(int maxStack, int maxLocals) {
    Object[] locals = localsAtExit();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    mv.visitLabel(exit);
    mv.visitFrame(Opcodes.F_FULL, locals.length, locals, 0, null);
    advice.write(locals.length - 1, done);
    mv.visitLabel(end);
    leave();
    mv.visitLabel(handler);
    mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, THROWABLE);
    advice.writeHandler();
    mv.visitLabel(done);
    mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    leave();
    mv.visitTryCatchBlock(exit, end, handler, "java/lang/Throwable");
    mv.visitMaxs(maxStack, maxLocals);
  }

  /** The types of the local variables at the exit; the last is the one an advice may need. */
  Object[] localsAtExit() {
    Type first = result == Type.VOID_TYPE ? parameter : result;
    return first.getSort() == Type.ARRAY
        ? new Object[] {owner, first.getInternalName()}
        : new Object[] {owner};
  }

  private void leave() {
    if (result == Type.VOID_TYPE) {
      mv.visitInsn(Opcodes.RETURN);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, FIRST);
      mv.visitInsn(Opcodes.ARETURN);
    }
  }
}
