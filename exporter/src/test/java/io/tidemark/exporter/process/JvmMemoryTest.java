package io.tidemark.exporter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmMemoryTest {
  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation/G1 Old Generation, G1",
    "G1 Young Generation/G1 Concurrent GC/G1 Old Generation, G1",
    "PS MarkSweep/PS Scavenge, Parallel",
    "Copy/MarkSweepCompact, Serial",
    "ZGC Cycles/ZGC Pauses, ZGC",
    "ZGC Minor Cycles/ZGC Minor Pauses/ZGC Major Cycles/ZGC Major Pauses, ZGC",
    "Shenandoah Cycles/Shenandoah Pauses, Shenandoah",
    "Epsilon Heap, Epsilon",
  })
  void collectorsAreKnownByTheirBeans(String beans, String name) {
    assertThat(JvmMemory.collectorName(List.of(beans.split("/")))).hasValue(name);
  }

  @Test
  void anUnknownCollectorIsLeftOut() {
    assertThat(JvmMemory.collectorName(List.of("scavenge", "global"))).isEmpty();
    assertThat(JvmMemory.collectorName(List.of())).isEmpty();
  }

  @Test
  void heapAfterTheLastCollectionFollowsWhatIsLive() {
    JvmMemory jvm = new JvmMemory();
    System.gc();
    long without = jvm.heapAfterGcBytes().getAsLong();
    byte[][] live = new byte[64][1 << 20];
    System.gc();
    long with = jvm.heapAfterGcBytes().getAsLong();
    assertThat(live).hasDimensions(64, 1 << 20);
    assertThat(with - without).isBetween(60L << 20, 80L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G1 Young Generation",
        "G1 Old Generation",
        "PS Scavenge",
        "MarkSweepCompact",
        "ZGC Minor Cycles",
        "Shenandoah Cycles"
      })
  void whatIsLeftAfterACollectionCounts(String bean) {
    assertThat(LastCollection.reclaims(bean)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"G1 Concurrent GC", "ZGC Major Pauses", "Shenandoah Pauses"})
  void whatIsLeftAfterAPauseOrAMarkingDoesNot(String bean) {
    assertThat(LastCollection.reclaims(bean)).isFalse();
  }

  @Test
  void everyPoolIsHeapOrNot() {
    assertThat(new JvmMemory().pools())
        .extracting(JvmMemory.Pool::area)
        .contains("heap", "nonheap")
        .containsOnly("heap", "nonheap");
  }
}
