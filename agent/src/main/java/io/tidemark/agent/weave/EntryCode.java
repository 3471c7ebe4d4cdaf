package io.tidemark.agent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;

/** Puts an advice before a method's own code. */
final class EntryCode extends InsertedCode {

  EntryCode(AdviceCode advice, MethodVisitor to) {
    super(advice, to);
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    insert();
  }
}
