package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.AgentReady;
import io.tidemark.benchmarks.programs.UsualUse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What programs do with a HashSet, which is a HashMap behind one more call. */
@State(Scope.Thread)
public class SetOperations {

  @Param("100")
  public int size;

  private Set<String> set;
  private Keys keys;

  /** Fills the set once the agent, if there is one, has woven its map. */
  @Setup(Level.Trial)
  public void fill() throws Exception {
    AgentReady.await();
    UsualUse.ofMaps();
    keys = new Keys(size, 0);
    set = new HashSet<>();
    set.addAll(List.of(keys.all()));
  }

  /** Sees that the agent, if there is one, had woven it. */
  @TearDown(Level.Trial)
  public void check() throws Exception {
    AgentReady.check();
  }

  @Benchmark
  public boolean putRemove() {
    String key = keys.next();
    return set.remove(key) && set.add(key);
  }
}
