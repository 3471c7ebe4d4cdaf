package io.tidemark.agent.weave;

import java.util.concurrent.TidemarkHooks5;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes the {@link Advice} of one hook where its method has an empty stack. */
final class AdviceCode {

  private static final String HOOKS = "java/util/TidemarkHooks5";
  private static final String CONCURRENT_HOOKS = "java/util/concurrent/TidemarkHooks5";

  private final Hook hook;
  private final String owner;
  private final Thresholds thresholds;
  private final MethodVisitor to;

  /**
   * For one hook.
   *
   * @param owner internal name of the class that is woven, which has the map's fields
   */
  AdviceCode(Hook hook, String owner, Thresholds thresholds, MethodVisitor to) {
    this.hook = hook;
    this.owner = owner;
    this.thresholds = thresholds;
    this.to = to;
  }

  /**
   * Writes the test, which goes to {@code done} where it fails, and the call.
   *
   * @param local where the advice needs one: the local variable that has the table from before
   */
  void write(int local, Label done) {
    Advice advice = hook.advice;
    if (advice == Advice.HASH_MAP_CONSTRUCTED) {
      constructed("modCount");
    } else if (advice == Advice.CONCURRENT_HASH_MAP_CONSTRUCTED) {
      field("sizeCtl", "I");
      atLeast(thresholds.siteMinSlots(), done);
      constructed("transferIndex");
    } else if (advice == Advice.TABLE_RETURNED) {
      returned(done);
      fire();
    } else if (advice == Advice.TABLE_MADE) {
      made();
    } else if (advice == Advice.TABLE_REPLACED || advice == Advice.TABLE_TRANSFERRED) {
      replaced(local, done);
      fire();
    } else if (advice == Advice.HASH_MAP_REMOVING) {
      removing(done);
    } else if (advice == Advice.HASH_MAP_CLEARING) {
      clearing(done);
    } else {
      removingConcurrently(done);
    }
  }

  /** Writes {@code before = table}, for {@link Advice#TABLE_REPLACED}. */
  void writeBefore(int local) {
    table();
    to.visitVarInsn(Opcodes.ASTORE, local);
  }

  /**
   * Writes the handler, which begins with the Throwable on the stack. It allocates nothing and
   * calls nothing: it may run without any stack or heap left.
   */
  void writeHandler() {
    to.visitInsn(Opcodes.POP);
    to.visitFieldInsn(Opcodes.GETSTATIC, HOOKS, "errors", "I");
    to.visitInsn(Opcodes.ICONST_1);
    to.visitInsn(Opcodes.IADD);
    to.visitFieldInsn(Opcodes.PUTSTATIC, HOOKS, "errors", "I");
  }

  /** Of the map nothing is handed on: see {@link TidemarkHooks5#constructed}. */
  private void constructed(String field) {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    call(HOOKS, "constructed", "()I");
    to.visitFieldInsn(Opcodes.PUTFIELD, owner, field, "I");
  }

  /** The sink is volatile, so that the table is read anew behind it: see the advice. */
  private void returned(Label done) {
    to.visitFieldInsn(Opcodes.GETSTATIC, HOOKS, "sink", "Ljava/util/function/ObjIntConsumer;");
    to.visitJumpInsn(Opcodes.IFNULL, done);
    table();
    large(done);
  }

  /** The field is volatile: it is read once, into the local variable that is needed no more. */
  private void replaced(int before, Label done) {
    to.visitVarInsn(Opcodes.ALOAD, before);
    table();
    to.visitInsn(Opcodes.DUP);
    to.visitVarInsn(Opcodes.ASTORE, before);
    to.visitJumpInsn(Opcodes.IF_ACMPEQ, done);
    to.visitVarInsn(Opcodes.ALOAD, before);
    large(done);
  }

  private void made() {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    constant(thresholds.trackMinSlots());
    constant(hook.ordinal());
    call(HOOKS, "made", "(Ljava/lang/Object;II)V");
  }

  /**
   * The change is compared as an int, which is a bytecode less. A clear of more than 2^31 entries
   * is not seen for it; a sweep saw the map above its limit while it came to have so many.
   */
  private void removingConcurrently(Label done) {
    to.visitVarInsn(Opcodes.LLOAD, 1);
    to.visitInsn(Opcodes.L2I);
    to.visitJumpInsn(Opcodes.IFGE, done);
    int least = Thresholds.powerOfTwo(thresholds.trackMinSlots());
    field("sizeCtl", "I");
    atLeast(TidemarkHooks5.growthThreshold(least), done);
    to.visitVarInsn(Opcodes.ALOAD, 0);
    to.visitVarInsn(Opcodes.LLOAD, 1);
    field("counterCells", "[Ljava/util/concurrent/ConcurrentHashMap$CounterCell;");
    field("baseCount", "J");
    constant(thresholds.maxFillShift());
    to.visitLdcInsn(thresholds.maxFill());
    constant(hook.ordinal());
    call(
        CONCURRENT_HOOKS,
        "removing",
        "(Ljava/util/concurrent/ConcurrentHashMap;JLjava/lang/Object;JIDI)V");
  }

  private void removing(Label done) {
    slots(done);
    to.visitVarInsn(Opcodes.ALOAD, 0);
    constant(thresholds.maxFillShift());
    to.visitLdcInsn(thresholds.maxFill());
    constant(hook.ordinal());
    call(HOOKS, "removing", "(Ljava/util/HashMap;IDI)V");
  }

  private void clearing(Label done) {
    slots(done);
    to.visitVarInsn(Opcodes.ALOAD, 0);
    to.visitLdcInsn(thresholds.maxFill());
    constant(hook.ordinal());
    call(HOOKS, "clearing", "(Ljava/util/HashMap;DI)V");
  }

  /** By a call, which the compilers inline: removeNode would be over HotSpot's limit without. */
  private void slots(Label done) {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    call(HOOKS, "slots", "(Ljava/util/HashMap;)I");
    atLeast(thresholds.trackMinSlots(), done);
  }

  private void fire() {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    constant(hook.ordinal());
    call(HOOKS, "fire", "(Ljava/lang/Object;I)V");
  }

  @Override
  public String toString() {
    return hook.label();
  }

  private void large(Label done) {
    to.visitInsn(Opcodes.ARRAYLENGTH);
    atLeast(thresholds.trackMinSlots(), done);
  }

  private void atLeast(int least, Label done) {
    constant(least);
    to.visitJumpInsn(Opcodes.IF_ICMPLT, done);
  }

  private void table() {
    field("table", "[L" + owner + "$Node;");
  }

  private void field(String name, String descriptor) {
    to.visitVarInsn(Opcodes.ALOAD, 0);
    to.visitFieldInsn(Opcodes.GETFIELD, owner, name, descriptor);
  }

  private void call(String owner, String name, String descriptor) {
    to.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  private void constant(int value) {
    if (value >= 0 && value <= 5) {
      to.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      to.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      to.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      to.visitLdcInsn(value);
    }
  }
}
