package io.tidemark.exporter.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that stand in arrays, and share these with the census before. */
class RowsTest {

  private static final Site SITE = new Site("a.B.c:1", List.of("a.B.c:1"));

  private static final TrackedMap ONE =
      new TrackedMap(
          "HashMap",
          "a.Own",
          SITE,
          "a.B.d",
          1 << 30,
          3_000_000_000L,
          4_000_000_000L,
          5L << 30,
          1L << 32,
          -7,
          true,
          Long.MIN_VALUE,
          Origin.GROWN,
          Liveness.CONFIRMED);

  private static final TrackedMap OTHER =
      new TrackedMap(
          "LinkedHashMap",
          "java.util.LinkedHashMap",
          null,
          null,
          64,
          -1,
          0,
          272,
          0,
          TrackedMap.NOT_RETAINED,
          false,
          1,
          Origin.DISCOVERED,
          Liveness.UNCONFIRMED);

  private final Rows.Builder builder = new Rows.Builder();

  /** One, with each of its parts as OTHER has it. */
  static List<TrackedMap> changed() throws ReflectiveOperationException {
    var components = TrackedMap.class.getRecordComponents();
    Class<?>[] types = Arrays.stream(components).map(c -> c.getType()).toArray(Class<?>[]::new);
    List<TrackedMap> changed = new ArrayList<>();
    for (int part = 0; part < components.length; part++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(i == part ? OTHER : ONE);
      }
      changed.add(TrackedMap.class.getDeclaredConstructor(types).newInstance(values));
    }
    return changed;
  }

  @Test
  void aRowSaysAllThatTheBuilderWasTold() {
    assertThat(census(ONE, OTHER)).containsExactly(ONE, OTHER);
    assertThatThrownBy(() -> census(ONE).get(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> census(ONE).set(0, OTHER))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @MethodSource("changed")
  void eachPartThatChangesIsInTheNextCensusAndNotInTheOneBefore(TrackedMap changed) {
    Rows before = census(OTHER, ONE, OTHER);
    assertThat(census(OTHER, changed, OTHER)).containsExactly(OTHER, changed, OTHER);
    assertThat(before).containsExactly(OTHER, ONE, OTHER);
    assertThat(census(OTHER, ONE, OTHER)).containsExactly(OTHER, ONE, OTHER);
  }

  @Test
  void rowsMayComeAndGoOverManyBlocks() throws Exception {
    for (int size : new int[] {0, 255, 256, 257, 1000, 512, 300, 1, 0, 256}) {
      TrackedMap[] maps = new TrackedMap[size];
      Arrays.setAll(maps, i -> (i * 31 + size) % 7 == 0 ? ONE : OTHER);
      Rows rows = census(maps);
      assertThat(rows).as("%s maps", size).containsExactly(maps);
      assertThat(blocks(rows)).hasSize((size + 255) / 256);
    }
  }

  @Test
  void whatDidNotChangeIsSharedAndNothingElse() throws Exception {
    TrackedMap[] maps = new TrackedMap[600];
    Arrays.fill(maps, ONE);
    Rows before = census(maps);
    assertThat(blocks(census(maps))).hasSize(3).isEqualTo(blocks(before));
    maps[300] = changed().get(5);
    List<Object> after = blocks(census(maps));
    assertThat(after.get(0)).isSameAs(blocks(before).get(0));
    assertThat(after.get(1)).isNotSameAs(blocks(before).get(1));
    assertThat(after.get(2)).isSameAs(blocks(before).get(2));
    assertThat(array(after.get(1), "names")).isSameAs(array(blocks(before).get(1), "names"));
    assertThat(array(after.get(1), "facts")).isSameAs(array(blocks(before).get(1), "facts"));
    assertThat(array(after.get(1), "counts")).isNotSameAs(array(blocks(before).get(1), "counts"));
  }

  @Test
  void aCensusThatWasNeverBuiltIsForgotten() {
    census(ONE, ONE);
    builder.begin();
    add(OTHER);
    assertThat(census(ONE, OTHER)).containsExactly(ONE, OTHER);
  }

  private Rows census(TrackedMap... maps) {
    builder.begin();
    for (TrackedMap map : maps) {
      add(map);
    }
    return builder.build();
  }

  private void add(TrackedMap map) {
    builder.names(
        map.mapType(), map.className(), map.site(), map.holder(), map.origin(), map.liveness());
    builder.facts(
        map.slots(), map.tableBytes(), map.retainedNanos(), map.candidate(), map.trackedNanos());
    builder.counts(map.entries(), map.peakEntries(), map.excessBytes());
  }

  private static List<Object> blocks(Rows rows) throws ReflectiveOperationException {
    Object blocks = array(rows, "blocks");
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < Array.getLength(blocks); i++) {
      list.add(Array.get(blocks, i));
    }
    return list;
  }

  private static Object array(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }
}
