package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.AgentReady;
import io.tidemark.benchmarks.programs.UsualUse;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What programs do with maps. Each thread has a map of its own; a ConcurrentHashMap is shared, and
 * each thread has keys of its own in it. JMH sets the parameters and calls each method.
 */
@State(Scope.Thread)
public class MapOperations {

  private static final Map<String, Integer> SHARED = MapType.CONCURRENT_HASH_MAP.make();

  private static final Integer ONE = 1;
  private static final Function<String, Integer> MAKE = key -> ONE;
  private static final BiFunction<Integer, Integer, Integer> NOTHING = (old, given) -> null;

  @Param("HASH_MAP")
  public MapType type;

  /** The entries of the map, of all threads together where it is shared. */
  @Param("100")
  public int size;

  private Map<String, Integer> map;
  private Keys keys;

  /**
   * Fills the map once the agent, if there is one, has woven it, and has it and its table moved to
   * the old generation, where a map of a real program is: a store into it costs more there, and
   * when a young collection would move them is left to chance.
   */
  @Setup(Level.Trial)
  public void fill(ThreadParams thread) throws Exception {
    AgentReady.await();
    UsualUse.ofMaps();
    if (type == MapType.CONCURRENT_HASH_MAP) {
      map = SHARED;
      keys = new Keys(size / thread.getThreadCount(), thread.getThreadIndex());
    } else {
      map = type.make();
      keys = new Keys(size, 0);
    }
    refill();
    System.gc();
  }

  private void refill() {
    for (String key : keys.all()) {
      map.put(key, ONE);
    }
  }

  /** Sees that the agent, if there is one, had woven it. */
  @TearDown(Level.Trial)
  public void check() throws Exception {
    AgentReady.check();
  }

  @Benchmark
  public Integer get() {
    return map.get(keys.next());
  }

  /** Replaces the value of a key that is there. */
  @Benchmark
  public Integer put() {
    return map.put(keys.next(), ONE);
  }

  @Benchmark
  public Integer putRemove() {
    String key = keys.next();
    map.remove(key);
    return map.put(key, ONE);
  }

  @Benchmark
  public int iterate() {
    int sum = 0;
    for (Map.Entry<String, Integer> entry : map.entrySet()) {
      sum += entry.getKey().length() ^ entry.getValue();
    }
    return sum;
  }

  /** Empties the map and fills it again, in the table that it has. */
  @Benchmark
  public int clear() {
    map.clear();
    refill();
    return map.size();
  }

  /** Removes all entries, one by one, and fills the map again, in the table that it has. */
  @Benchmark
  public int remove() {
    for (String key : keys.all()) {
      map.remove(key);
    }
    refill();
    return map.size();
  }

  /** Makes a map, which grows from the default table. */
  @Benchmark
  public Map<String, Integer> fillAndDrop() {
    Map<String, Integer> fresh = type.make();
    for (String key : keys.all()) {
      fresh.put(key, ONE);
    }
    return fresh;
  }

  @Benchmark
  public Integer computeIfAbsent() {
    String key = keys.next();
    map.remove(key);
    return map.computeIfAbsent(key, MAKE);
  }

  /** Merges to nothing, which removes the entry, and then anew. */
  @Benchmark
  public Integer merge() {
    String key = keys.next();
    map.merge(key, ONE, NOTHING);
    return map.merge(key, ONE, NOTHING);
  }
}
