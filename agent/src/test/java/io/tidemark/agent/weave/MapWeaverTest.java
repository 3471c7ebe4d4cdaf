package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TidemarkHooks1;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JVM verifies each class that is woven here, since an application's loader defines it. */
class MapWeaverTest {

  private static final Thresholds THRESHOLDS = new Thresholds(4, 8, 0.25);

  private final List<Object> fired = new ArrayList<>();
  private int errorsBefore;

  @BeforeEach
  void listen() {
    errorsBefore = TidemarkHooks1.errors;
    TidemarkHooks1.sink = (map, hook) -> fired.add(List.of(map, hook));
  }

  @AfterEach
  void silence() {
    TidemarkHooks1.sink = null;
  }

  @Test
  void everyReturnOfALargeTableFires() throws Exception {
    IntFunction<int[]> map = woven(HashMap.class);
    for (int slots : new int[] {4, 5, 6}) {
      assertThat(map.apply(slots)).hasSize(slots);
      assertThat(fired).containsExactly(List.of(map, Hook.HASH_MAP_RESIZE.ordinal()));
      fired.clear();
    }
    assertThat(errors()).isZero();
  }

  @Test
  void aSmallTableDoesNot() throws Exception {
    assertThat(woven(HashMap.class).apply(3)).hasSize(3);
    assertThat(fired).isEmpty();
    assertThat(errors()).isZero();
  }

  @Test
  void whatTheHookThrowsIsCountedAndTheResultStays() throws Exception {
    ObjIntConsumer<Object> outOfStack =
        (map, hook) -> {
          throw new StackOverflowError();
        };
    TidemarkHooks1.sink = outOfStack;
    assertThat(woven(HashMap.class).apply(5)).hasSize(5);
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void whatTheWovenTestThrowsIsCountedAndTheResultStays() throws Exception {
    assertThat(woven(HashMap.class).apply(0)).isNull();
    assertThat(fired).isEmpty();
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void whatTheMethodItselfThrowsComesThrough() throws Exception {
    IntFunction<int[]> map = woven(HashMap.class);
    assertThatThrownBy(() -> map.apply(-1)).isInstanceOf(NegativeArraySizeException.class);
    assertThat(fired).isEmpty();
    assertThat(errors()).isZero();
  }

  @Test
  void aClassWithoutThatHookStaysAsItIs() throws Exception {
    assertThat(woven(LinkedHashMap.class).apply(5)).hasSize(5);
    assertThat(fired).isEmpty();
  }

  @Test
  void aClassFileOfANewerJavaIsRefused() throws Exception {
    byte[] file = sample();
    file[7] = (byte) 199;
    assertThatThrownBy(() -> new MapWeaver(THRESHOLDS).weave(HashMap.class, file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrameWithoutAllParametersIsRefusedWhereTheTableFromBeforeIsKept() {
    MethodVisitor nowhere = new MethodVisitor(Opcodes.ASM9) {};
    AdviceCode advice = new AdviceCode(Hook.CONCURRENT_HASH_MAP_TRANSFER, THRESHOLDS, nowhere);
    ReplacedCode code = new ReplacedCode("Map", "(J[Ljava/lang/Object;)V", advice, nowhere);
    code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.INTEGER}, 0, null);
    code.visitFrame(Opcodes.F_CHOP, 1, null, 0, null);
    assertThatThrownBy(() -> code.visitFrame(Opcodes.F_CHOP, 1, null, 0, null))
        .isInstanceOf(IllegalStateException.class);
  }

  private int errors() {
    return TidemarkHooks1.errors - errorsBefore;
  }

  /** The sample, with the hooks of that map that it has methods for. */
  @SuppressWarnings("unchecked")
  private static IntFunction<int[]> woven(Class<?> type) throws Exception {
    byte[] file = new MapWeaver(THRESHOLDS).weave(type, sample());
    ClassLoader loader =
        new ClassLoader(MapWeaverTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Sample.class.getName())
                ? defineClass(name, file, 0, file.length)
                : super.loadClass(name, resolve);
          }
        };
    return (IntFunction<int[]>)
        loader.loadClass(Sample.class.getName()).getConstructor().newInstance();
  }

  private static byte[] sample() throws IOException {
    try (InputStream in = MapWeaverTest.class.getResourceAsStream("MapWeaverTest$Sample.class")) {
      return in.readAllBytes();
    }
  }

  /** Its {@code resize} returns in three places, one of them inside of a try with a handler. */
  public static final class Sample implements IntFunction<int[]> {
    private int slots;

    @Override
    public int[] apply(int wanted) {
      slots = wanted;
      return resize();
    }

    int[] resize() {
      int now = slots;
      if (now == 4) {
        return new int[4];
      }
      try {
        if (now == 5) {
          return new int[now];
        }
      } finally {
        slots = 0;
      }
      int[] table = now == 0 ? null : new int[now];
      return table;
    }
  }
}
