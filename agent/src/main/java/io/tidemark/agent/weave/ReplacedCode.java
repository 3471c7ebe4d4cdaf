package io.tidemark.agent.weave;

import java.util.Arrays;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;

/**
 * An {@link ExitCode} that keeps the table from before in a local variable of its own. It lies
 * right behind the parameters, and the method's own variables one further, so that it is in every
 * frame of the method as if it were a last parameter.
 */
final class ReplacedCode extends ExitCode {

  private static final Object[] BEFORE = {"java/lang/Object"};

  /** The number of the local variable. */
  private final int before;

  /** The place in a frame, where a long or double parameter takes one only. */
  private final int inFrame;

  private int localsInFrame;

  ReplacedCode(String owner, String descriptor, AdviceCode advice, MethodVisitor to) {
    super(owner, descriptor, advice, to);
    this.before = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
    this.inFrame = 1 + Type.getArgumentCount(descriptor);
    this.localsInFrame = inFrame;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    advice.writeBefore(before);
    mv.visitFrame(Opcodes.F_APPEND, 1, BEFORE, 0, null);
  }

  /** All kinds but the full one tell the difference to the frame before. */
  @Override
  public void visitFrame(int kind, int locals, Object[] local, int stacks, Object[] stack) {
    if (kind == Opcodes.F_FULL) {
      localsInFrame = locals;
      requireParameters();
      Object[] with = new Object[locals + 1];
      System.arraycopy(local, 0, with, 0, inFrame);
      with[inFrame] = BEFORE[0];
      System.arraycopy(local, inFrame, with, inFrame + 1, locals - inFrame);
      mv.visitFrame(kind, with.length, with, stacks, stack);
      return;
    }
    if (kind == Opcodes.F_APPEND) {
      localsInFrame += locals;
    } else if (kind == Opcodes.F_CHOP) {
      localsInFrame -= locals;
      requireParameters();
    }
    mv.visitFrame(kind, locals, local, stacks, stack);
  }

  /** A frame that forgets a parameter would forget the table from before with it. */
  private void requireParameters() {
    if (localsInFrame < inFrame) {
      throw new IllegalStateException("a frame without all parameters");
    }
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    mv.visitVarInsn(opcode, moved(variable));
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    mv.visitIincInsn(moved(variable), increment);
  }

  @Override
  public void visitLocalVariable(
      String name, String descriptor, String signature, Label start, Label end, int index) {
    mv.visitLocalVariable(name, descriptor, signature, start, end, moved(index));
  }

  @Override
  public AnnotationVisitor visitLocalVariableAnnotation(
      int typeRef,
      TypePath typePath,
      Label[] start,
      Label[] end,
      int[] index,
      String descriptor,
      boolean visible) {
    int[] moved = new int[index.length];
    for (int i = 0; i < index.length; i++) {
      moved[i] = moved(index[i]);
    }
    return mv.visitLocalVariableAnnotation(
        typeRef, typePath, start, end, moved, descriptor, visible);
  }

  private int moved(int variable) {
    return variable < before ? variable : variable + 1;
  }

  @Override
  Object[] localsAtExit() {
    Object[] locals = new Object[before + 1];
    Arrays.fill(locals, Opcodes.TOP);
    locals[0] = owner;
    locals[before] = BEFORE[0];
    return locals;
  }
}
