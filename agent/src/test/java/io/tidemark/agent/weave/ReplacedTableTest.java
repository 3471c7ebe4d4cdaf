package io.tidemark.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TidemarkHooks5;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The hooks that fire where a method put another table in the field, and only there. */
class ReplacedTableTest {

  private static final Thresholds THRESHOLDS = new Thresholds(4, 8, 0.25);

  private final List<Object> fired = new ArrayList<>();
  private int errorsBefore;
  private Tables map;

  @BeforeEach
  void listen() throws Exception {
    errorsBefore = TidemarkHooks5.errors;
    TidemarkHooks5.sink = (source, hook) -> fired.add(List.of(source, hook));
    map =
        (Tables)
            WovenSample.of(THRESHOLDS, ConcurrentHashMap.class, Sample.class)
                .getConstructor()
                .newInstance();
  }

  @AfterEach
  void silence() {
    TidemarkHooks5.sink = null;
    assertThat(TidemarkHooks5.errors).isEqualTo(errorsBefore);
  }

  @Test
  void theThreadThatPutsTheNewTableInTheFieldFires() {
    map.move(2, 4, true);
    assertThat(map.slots()).isEqualTo(4);
    assertThat(fired).containsExactly(List.of(map, Hook.CONCURRENT_HASH_MAP_TRANSFER.ordinal()));
  }

  @Test
  void oneThatOnlyHelpsDoesNot() {
    map.move(4, 8, false);
    assertThat(map.slots()).isEqualTo(4);
    assertThat(fired).isEmpty();
  }

  @Test
  void aNewTableThatIsSmallDoesNot() {
    map.move(1, 2, true);
    map.presize(3, 1);
    assertThat(map.slots()).isEqualTo(3);
    assertThat(fired).isEmpty();
  }

  @Test
  void theMethodThatMadeATableFiresOnce() {
    map.presize(2, 3);
    assertThat(map.slots()).isEqualTo(8);
    assertThat(fired).containsExactly(List.of(map, Hook.CONCURRENT_HASH_MAP_TRY_PRESIZE.ordinal()));
  }

  @Test
  void oneThatFindsItLargeEnoughDoesNot() {
    map.presize(8, 1);
    fired.clear();
    map.presize(8, 1);
    map.presize(-1, 1);
    assertThat(map.slots()).isEqualTo(8);
    assertThat(fired).isEmpty();
  }

  /** What the tests ask of the sample, whose class they have from another loader. */
  public interface Tables {

    /** Has a table of {@code before} slots, and moves it to one of {@code after}. */
    void move(int before, int after, boolean last);

    /** Asks so often for a table, first of that many slots, then of twice as many each time. */
    void presize(int slots, int rounds);

    int slots();
  }

  /** Puts tables in its field as ConcurrentHashMap does. */
  public static final class Sample implements Tables {
    private volatile Node[] table;
    private boolean isLast;
    private int roundsLeft;

    /** Public, since the sample is woven in a package at run time of its own. */
    public static final class Node {}

    @Override
    public void move(int before, int after, boolean last) {
      isLast = last;
      table = new Node[before];
      transfer(table, new Node[after]);
    }

    @Override
    public void presize(int slots, int rounds) {
      roundsLeft = rounds;
      tryPresize(slots);
    }

    @Override
    public int slots() {
      return table.length;
    }

    private void transfer(Node[] tab, Node[] nextTab) {
      for (int i = 0; i < tab.length && i < nextTab.length; i++) {
        nextTab[i] = tab[i];
      }
      if (!isLast) {
        return;
      }
      table = nextTab;
    }

    private void tryPresize(int size) {
      if (size < 0) {
        return;
      }
      int slots = size;
      for (int round = 0; round < roundsLeft; round++) {
        Node[] before = table;
        if (before == null || before.length < slots) {
          table = new Node[slots];
        }
        slots <<= 1;
      }
    }
  }
}
