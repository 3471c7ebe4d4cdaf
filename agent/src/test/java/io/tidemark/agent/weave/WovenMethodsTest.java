package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;

/** Which methods of this JDK's maps call a hook when woven, and which of them let it throw. */
class WovenMethodsTest {

  private static final Set<String> HOOKS =
      Set.of("java/util/TidemarkHooks5", "java/util/concurrent/TidemarkHooks5");

  /** The method by its number of arguments, and what it calls. */
  private static final Set<String> CALLS =
      Set.of(
          "HashMap.<init>/2 constructed",
          "HashMap.resize/0 fire",
          "HashMap.readObject/1 made",
          "HashMap.removeNode/5 slots",
          "HashMap.removeNode/5 removing",
          "HashMap.clear/0 slots",
          "HashMap.clear/0 clearing",
          "ConcurrentHashMap.<init>/3 constructed",
          "ConcurrentHashMap.initTable/0 fire",
          "ConcurrentHashMap.tryPresize/1 fire",
          "ConcurrentHashMap.transfer/2 fire",
          "ConcurrentHashMap.readObject/1 made",
          "ConcurrentHashMap.addCount/2 removing");

  private final Set<String> calls = new TreeSet<>();
  private final Set<String> unguarded = new TreeSet<>();

  @Test
  void everyHookIsThereAndNoOther() throws IOException {
    weaveAll();
    assertThat(calls).isEqualTo(new TreeSet<>(CALLS));
  }

  @Test
  void everyCallStandsInATryThatCatchesAll() throws IOException {
    weaveAll();
    assertThat(unguarded).isEmpty();
  }

  private void weaveAll() throws IOException {
    for (Class<?> type : List.of(HashMap.class, ConcurrentHashMap.class)) {
      String file = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream in = Object.class.getResourceAsStream(file)) {
        byte[] woven =
            new MapWeaver(new Thresholds(4096, 65536, 0.25)).weave(type, in.readAllBytes());
        new ClassReader(woven).accept(new Calls(type), 0);
      }
    }
  }

  private final class Calls extends ClassVisitor {
    private final Class<?> type;

    Calls(Class<?> type) {
      super(Opcodes.ASM9);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      String method =
          type.getSimpleName() + "." + name + "/" + Type.getArgumentCount(descriptor) + " ";
      return new MethodVisitor(Opcodes.ASM9) {
        private final Set<Label> starts = new HashSet<>();
        private final Set<Label> ends = new HashSet<>();
        private boolean guarded;

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String caught) {
          if ("java/lang/Throwable".equals(caught)) {
            starts.add(start);
            ends.add(end);
          }
        }

        @Override
        public void visitLabel(Label label) {
          guarded = starts.contains(label) || guarded && !ends.contains(label);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
          if (HOOKS.contains(owner)) {
            calls.add(method + called);
            if (!guarded) {
              unguarded.add(method + called);
            }
          }
        }
      };
    }
  }
}
