package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.AgentReady;
import io.tidemark.benchmarks.programs.UsualUse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Maps that stay empty and do not leave their method: the compiler's escape analysis removes them
 * with no agent, so that they allocate nothing. The constructors that take a capacity are woven.
 */
@State(Scope.Thread)
public class ShortLivedMaps {

  private static final int LARGE = 1 << 17;

  private static final int WARM_UP = 20_000;

  /**
   * How many maps of a large capacity are constructed meanwhile, so that the compiler can't take
   * the hook's branch for one that is never taken.
   */
  @Param("0")
  public int large;

  private int capacity = 16;

  /** Waits until the agent, if there is one, has woven the maps. */
  @Setup(Level.Trial)
  public void constructLarge() throws Exception {
    AgentReady.await();
    UsualUse.ofMaps();
    int sum = 0;
    for (int i = 0; large > 0 && i < WARM_UP; i++) {
      boolean isLarge = i % (WARM_UP / large) == 0;
      sum += new HashMap<>(isLarge ? LARGE : capacity).size();
      sum += new ConcurrentHashMap<>(isLarge ? LARGE : capacity).size();
    }
    capacity += sum;
  }

  /** Sees that the agent, if there is one, had woven it. */
  @TearDown(Level.Trial)
  public void check() throws Exception {
    AgentReady.check();
  }

  @Benchmark
  public boolean hashMap() {
    Map<Integer, Integer> map = new HashMap<>(capacity);
    return map.containsKey(capacity);
  }

  @Benchmark
  public boolean concurrentHashMap() {
    Map<Integer, Integer> map = new ConcurrentHashMap<>(capacity);
    return map.isEmpty();
  }
}
