package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts an advice before a method's own code:
 *
 * <pre>
 *   advice
 *   goto done
 * handler:
 *   errors++
 * done:
 *   the method's own code
 * </pre>
 *
 * <p>No jump goes back, so that the compilers see no loop in it.
 */
final class EntryCode extends MethodVisitor {

  private static final Object[] THROWABLE = {"java/lang/Throwable"};

  private final AdviceCode advice;

  EntryCode(AdviceCode advice, MethodVisitor to) {
    super(Opcodes.ASM9, to);
    this.advice = advice;
  }

  /** Both frames have the locals that the method begins with, so its own still follow from them. */
  @Override
  public void visitCode() {
    mv.visitCode();
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
  }
}
