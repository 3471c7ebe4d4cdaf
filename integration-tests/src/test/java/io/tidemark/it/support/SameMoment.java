package io.tidemark.it.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A heap dump and a census of a JVM between which none of its maps changed.
 *
 * @param dump the dump
 * @param census a census of a sweep that started after it
 */
public record SameMoment(HeapDump dump, CensusView census) {

  private static final int ROUNDS = 10;

  /**
   * Takes both, again and again until the JVM is at rest.
   *
   * @param minSlots the fewest slots of a table that counts
   */
  public static SameMoment of(AgentJvm jvm, CensusClient client, Path folder, int minSlots) {
    return of(jvm, client, folder, minSlots, () -> {});
  }

  /**
   * Takes both, again and again until the JVM is at rest.
   *
   * @param minSlots the fewest slots of a table that counts
   * @param meanwhile what else is to be looked at in the same moment
   */
  public static SameMoment of(
      AgentJvm jvm, CensusClient client, Path folder, int minSlots, Runnable meanwhile) {
    SameMoment last = null;
    List<MapFacts> gone = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      HeapDump dump = HeapDump.take(jvm, folder);
      CensusView census = client.freshCensus();
      meanwhile.run();
      List<MapFacts> maps = dump.maps(minSlots);
      // only where nothing moved meanwhile are they of the same moment
      gone = without(maps, HeapDump.take(jvm, folder).maps(minSlots));
      if (gone.isEmpty()) {
        last = new SameMoment(dump, census);
        // what a sweep reads while a concurrent collector marks lives on until the next collection
        if (without(census.facts(), maps).isEmpty()) {
          return last;
        }
      }
    }
    if (last == null) {
      throw new AssertionError("the JVM did not come to rest in " + ROUNDS + " rounds: " + gone);
    }
    return last;
  }

  /** The difference of two multisets. */
  public static <T> List<T> without(List<T> all, List<T> taken) {
    List<T> rest = new ArrayList<>(all);
    taken.forEach(rest::remove);
    return rest;
  }
}
