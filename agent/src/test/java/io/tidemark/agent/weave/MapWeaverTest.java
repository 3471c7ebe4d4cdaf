package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TidemarkHooks5;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
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
  private int ticket;
  private int given;

  @BeforeEach
  void listen() {
    errorsBefore = TidemarkHooks5.errors;
    TidemarkHooks5.sink = (map, hook) -> fired.add(List.of(map, hook));
    TidemarkHooks5.tickets = () -> --given;
  }

  @AfterEach
  void silence() {
    TidemarkHooks5.sink = null;
    TidemarkHooks5.tickets = null;
  }

  @Test
  void everyReturnOfALargeTableFires() throws Exception {
    IntFunction<Object[]> map = woven(HashMap.class);
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
    TidemarkHooks5.sink = outOfStack;
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
    IntFunction<Object[]> map = woven(HashMap.class);
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
    byte[] file = WovenSample.file(Sample.class);
    file[7] = (byte) 199;
    assertThatThrownBy(() -> new MapWeaver(THRESHOLDS).weave(HashMap.class, file))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFrameWithoutAllParametersIsRefusedWhereTheTableFromBeforeIsKept() {
    MethodVisitor nowhere = new MethodVisitor(Opcodes.ASM9) {};
    AdviceCode advice =
        new AdviceCode(Hook.CONCURRENT_HASH_MAP_TRANSFER, "Map", THRESHOLDS, nowhere);
    ReplacedCode code = new ReplacedCode("Map", "(J[Ljava/lang/Object;)V", advice, nowhere);
    code.visitFrame(Opcodes.F_APPEND, 1, new Object[] {Opcodes.INTEGER}, 0, null);
    code.visitFrame(Opcodes.F_CHOP, 1, null, 0, null);
    assertThatThrownBy(() -> code.visitFrame(Opcodes.F_CHOP, 1, null, 0, null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLargeCapacityTakesATicketAndStaysAsItIs() throws Exception {
    for (int capacity : new int[] {5, 8, 9, 1 << 30}) {
      assertThat(wovenClamp(capacity)).isEqualTo(List.of(capacity, --ticket));
    }
    assertThat(errors()).isZero();
    assertThat(fired).isEmpty();
  }

  @Test
  void aCapacityBeyondTheLargestTakesATicketAndIsClampedStill() throws Exception {
    assertThat(wovenClamp(Integer.MAX_VALUE)).isEqualTo(List.of(1 << 30, -1));
  }

  @Test
  void aLargeCapacityWithoutATicketStaysAsItIs() throws Exception {
    TidemarkHooks5.tickets = null;
    assertThat(wovenClamp(8)).isEqualTo(List.of(8, 0));
    assertThat(errors()).isZero();
    TidemarkHooks5.tickets =
        () -> {
          throw new OutOfMemoryError();
        };
    assertThat(wovenClamp(8)).isEqualTo(List.of(8, 0));
    assertThat(errors()).isEqualTo(1);
  }

  @Test
  void aCapacityWhoseTableIsSmallTakesNone() throws Exception {
    for (int capacity : new int[] {0, 1, 3, 4}) {
      assertThat(wovenClamp(capacity)).isEqualTo(List.of(capacity, 0));
    }
  }

  @Test
  void codeWithoutThePlaceForAHookIsRefused() {
    MethodVisitor nowhere = new MethodVisitor(Opcodes.ASM9) {};
    AdviceCode capacity = new AdviceCode(Hook.HASH_MAP_INIT, "Map", THRESHOLDS, nowhere);
    assertThatThrownBy(() -> new CapacityCode(4, capacity, nowhere).visitMaxs(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HashMap.<init>");
  }

  private int errors() {
    return TidemarkHooks5.errors - errorsBefore;
  }

  /** The sample, with the hooks of that map that it has methods for. */
  @SuppressWarnings("unchecked")
  private static IntFunction<Object[]> woven(Class<?> type) throws Exception {
    return (IntFunction<Object[]>)
        WovenSample.of(THRESHOLDS, type, Sample.class).getConstructor().newInstance();
  }

  /** The capacity that a woven constructor comes to, and the ticket. */
  private static Object wovenClamp(int capacity) throws Exception {
    Object clamp =
        WovenSample.of(THRESHOLDS, HashMap.class, Clamp.class)
            .getConstructor(int.class, float.class)
            .newInstance(capacity, 0.75f);
    return ((Supplier<?>) clamp).get();
  }

  /** Its constructor asks what HashMap's asks. */
  public static final class Clamp implements Supplier<Object> {
    private static final int MAXIMUM_CAPACITY = 1 << 30;

    private final int capacity;
    int modCount;

    public Clamp(int initialCapacity, float loadFactor) {
      if (initialCapacity < 0) {
        throw new IllegalArgumentException();
      }
      if (initialCapacity > MAXIMUM_CAPACITY) {
        initialCapacity = MAXIMUM_CAPACITY;
      }
      if (loadFactor <= 0 || Float.isNaN(loadFactor)) {
        throw new IllegalArgumentException();
      }
      capacity = initialCapacity;
    }

    @Override
    public Object get() {
      return List.of(capacity, modCount);
    }
  }

  /**
   * Its {@code resize} puts a table in its place, as the maps' own, and returns it in three places,
   * one of them inside of a try with a handler.
   */
  public static final class Sample implements IntFunction<Object[]> {
    private int slots;
    private Node[] table;

    /** Public, since the sample is woven in a package at run time of its own. */
    public static final class Node {}

    @Override
    public Object[] apply(int wanted) {
      slots = wanted;
      return resize();
    }

    Node[] resize() {
      int now = slots;
      if (now == 4) {
        table = new Node[4];
        return table;
      }
      try {
        if (now == 5) {
          table = new Node[now];
          return table;
        }
      } finally {
        slots = 0;
      }
      table = now == 0 ? null : new Node[now];
      return table;
    }
  }
}
