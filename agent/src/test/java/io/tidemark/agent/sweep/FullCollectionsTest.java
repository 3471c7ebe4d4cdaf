package io.tidemark.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FullCollectionsTest {

  private final FullCollections collections = new FullCollections();

  private static long collectionsOfAllKinds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  @Test
  void aCollectionOfTheYoungAloneTellsNothing() {
    System.gc();
    collections.mark();
    long before = collectionsOfAllKinds();
    int made = 0;
    while (collectionsOfAllKinds() == before) {
      made += new byte[100_000].length;
    }
    assertThat(made).isPositive();
    assertThat(collections.passed()).isFalse();
    System.gc();
    assertThat(collections.passed()).isTrue();
  }

  @Test
  void nothingPassedBeforeAMomentIsTaken() {
    System.gc();
    assertThat(collections.passed()).isFalse();
  }
}
