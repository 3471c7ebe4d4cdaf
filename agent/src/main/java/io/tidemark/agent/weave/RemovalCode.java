package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts an advice behind the call-back that ends each successful removal in {@code
 * HashMap.removeNode}, for which the method keeps the table's length in a local variable: {@code (n
 * = tab.length) > 0}.
 *
 * <p>Not into the call-back, which is empty but in a LinkedHashMap: it would have to read the table
 * and its length again.
 */
final class RemovalCode extends InsertedCode {

  private static final int NONE = -1;

  /** The local variable that has the table's length. */
  private int slots = NONE;

  /** Whether a length is on the stack, or twice. */
  private boolean isLength;

  RemovalCode(AdviceCode advice, MethodVisitor to) {
    super(advice, to);
  }

  @Override
  public void visitInsn(int opcode) {
    isLength = opcode == Opcodes.ARRAYLENGTH || isLength && opcode == Opcodes.DUP;
    mv.visitInsn(opcode);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode == Opcodes.ISTORE && isLength) {
      slots = variable;
    } else if (opcode == Opcodes.ISTORE && variable == slots) {
      slots = NONE;
    }
    isLength = false;
    mv.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (name.equals("afterNodeRemoval") && slots != NONE) {
      insert(slots);
    }
  }
}
