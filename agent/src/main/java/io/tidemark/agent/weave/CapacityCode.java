package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts an advice into {@code HashMap(int, float)} where only large capacities pay for it. The
 * constructor asks already whether the capacity is beyond the largest, which it hardly ever is:
 *
 * <pre>
 *   if (initialCapacity > MAXIMUM_CAPACITY) initialCapacity = MAXIMUM_CAPACITY;
 * </pre>
 *
 * becomes
 *
 * <pre>
 *   if (initialCapacity > most) {
 *     advice
 *     if (initialCapacity > MAXIMUM_CAPACITY) initialCapacity = MAXIMUM_CAPACITY;
 *   }
 * </pre>
 */
final class CapacityCode extends InsertedCode {

  private static final Integer MAXIMUM_CAPACITY = 1 << 30;
  private static final int INITIAL_CAPACITY = 1;

  private final int most;

  /** Whether the largest capacity was pushed right now. */
  private boolean isMaximum;

  /**
   * Puts it there.
   *
   * @param most the largest capacity that the advice is not for
   */
  CapacityCode(int most, AdviceCode advice, MethodVisitor to) {
    super(advice, to);
    this.most = most;
  }

  @Override
  public void visitLdcInsn(Object value) {
    isMaximum = MAXIMUM_CAPACITY.equals(value);
    mv.visitLdcInsn(value);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    isMaximum = false;
    mv.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    if (isMaximum && opcode == Opcodes.IF_ICMPLE) {
      isMaximum = false;
      mv.visitInsn(Opcodes.POP);
      mv.visitLdcInsn(most);
      mv.visitJumpInsn(opcode, label);
      insert();
      mv.visitVarInsn(Opcodes.ILOAD, INITIAL_CAPACITY);
      mv.visitLdcInsn(MAXIMUM_CAPACITY);
    }
    mv.visitJumpInsn(opcode, label);
  }
}
