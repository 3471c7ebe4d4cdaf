package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts an advice somewhere into a method's own code, where nothing is on the stack:
 *
 * <pre>
 *   advice
 *   goto done
 * handler:
 *   errors++
 * done:
 *   the method's own code goes on
 * </pre>
 *
 * <p>No jump goes back, so that the compilers see no loop in it. Its frames have the local
 * variables of the frame before, so the method's own, which tell the difference, still follow from
 * them.
 */
abstract class InsertedCode extends MethodVisitor {

  private static final Object[] THROWABLE = {"java/lang/Throwable"};

  private final AdviceCode advice;
  private boolean isInserted;

  InsertedCode(AdviceCode advice, MethodVisitor to) {
    super(Opcodes.ASM9, to);
    this.advice = advice;
  }

  /** Writes the advice here; it is one that needs no local variable. */
  final void insert() {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label done = new Label();
    mv.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
    mv.visitLabel(start);
    advice.write(0, done);
    mv.visitLabel(end);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(handler);
    mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, THROWABLE);
    advice.writeHandler();
    mv.visitLabel(done);
    mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    isInserted = true;
  }

  /**
   * The end of the method.
   *
   * @throws IllegalArgumentException when its code is not what is known of the JDK's: nothing is
   *     woven then, which is better than a hook that is held to be there
   */
  @Override
  public final void visitMaxs(int maxStack, int maxLocals) {
    if (!isInserted) {
      throw new IllegalArgumentException("this JDK's code has no place for " + advice);
    }
    mv.visitMaxs(maxStack, maxLocals);
  }
}
