package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Puts an advice behind the call-back that ends each successful removal in {@code
 * HashMap.removeNode}. Not into the call-back: a LinkedHashMap has one of its own.
 */
final class RemovalCode extends InsertedCode {

  private static final String CALL_BACK = "afterNodeRemoval";

  RemovalCode(AdviceCode advice, MethodVisitor to) {
    super(advice, to);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (name.equals(CALL_BACK)) {
      insert();
    }
  }
}
