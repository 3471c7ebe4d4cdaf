package io.tidemark.it.support;

import io.tidemark.it.support.DumpedReferences.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netbeans.lib.profiler.heap.Instance;

/**
 * The holders of a census, each checked against the references of a heap dump of the same moment.
 *
 * <p>A census has no addresses: its maps are told apart by what it and the dump both know, and
 * where several are alike each must be another one of the dump.
 */
public final class HolderTruth {

  private final HeapDump dump;
  private final DumpedReferences references;
  private final Map<MapFacts, List<Instance>> dumped = new HashMap<>();
  private final Map<Instance, CensusView.Row> taken = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  private HolderTruth(HeapDump dump, int minSlots) {
    this.dump = dump;
    this.references = dump.references();
    for (Instance map : dump.instances(minSlots)) {
      dumped.computeIfAbsent(dump.facts(map), facts -> new ArrayList<>()).add(map);
    }
  }

  /** Checks the holders of some maps of a census. */
  public static HolderTruth of(HeapDump dump, List<CensusView.Row> rows, int minSlots) {
    HolderTruth truth = new HolderTruth(dump, minSlots);
    for (CensusView.Row row : rows) {
      if (!truth.place(row, new HashSet<>())) {
        truth.wrong.add(row + " may be " + truth.described(row.facts()));
      }
    }
    return truth;
  }

  /** Maps whose holder is not in the dump, or that have no holder though a field holds them. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** The holders that are in the dump as they are named. */
  public List<String> verified() {
    return taken.entrySet().stream()
        .filter(placed -> !isHidden(placed.getValue(), placed.getKey()))
        .map(placed -> placed.getValue().holder())
        .filter(holder -> !holder.isEmpty())
        .toList();
  }

  /** The holders on virtual threads' stacks, where the dump has none of these. */
  public List<String> hidden() {
    return taken.entrySet().stream()
        .filter(placed -> isHidden(placed.getValue(), placed.getKey()))
        .map(placed -> placed.getValue().holder())
        .toList();
  }

  /** The maps for which no holder is named, with what keeps them. */
  public List<String> unnamed() {
    return taken.entrySet().stream()
        .filter(placed -> placed.getValue().holder().isEmpty())
        .map(placed -> dump.facts(placed.getKey()) + ": " + references.reach(placed.getKey()))
        .toList();
  }

  /** Finds a map of the dump for it, if need be by placing others anew. */
  private boolean place(CensusView.Row row, Set<Instance> tried) {
    for (Instance map : dumped.getOrDefault(row.facts(), List.of())) {
      if (isTrue(row, map) && tried.add(map)) {
        CensusView.Row other = taken.get(map);
        if (other == null || place(other, tried)) {
          taken.put(map, row);
          return true;
        }
      }
    }
    return false;
  }

  private boolean isTrue(CensusView.Row row, Instance map) {
    return row.holder().isEmpty()
        ? references.reach(map) != Reach.FIELDS
        : isHidden(row, map) || HolderCheck.holds(references, row.holder(), map);
  }

  private boolean isHidden(CensusView.Row row, Instance map) {
    return dump.hidesVirtualThreads()
        && HolderCheck.isOnNamelessStack(row.holder())
        && references.reach(map) == Reach.NOTHING;
  }

  private List<String> described(MapFacts facts) {
    return dumped.getOrDefault(facts, List.of()).stream()
        .map(map -> references.reach(map) + " " + references.to(map))
        .toList();
  }
}
