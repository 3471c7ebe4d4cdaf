package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.AgentReady;
import java.util.Arrays;
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
 * Look-ups by keys of a class of the program's own, which the compiler can't see but by what it
 * counted inside of the map's code: at each call it keeps the two classes that came first. The
 * program has used no maps before, so that one of the two may be this one.
 */
@State(Scope.Thread)
public class OwnKeys {

  @Param("100")
  public int size;

  @Param("HASH_MAP")
  public MapType type;

  private Map<Object, Integer> map;
  private Object[] keys;
  private int at;

  private record Key(int number) {}

  /** Fills the map once the agent, if there is one, has woven it. */
  @Setup(Level.Trial)
  public void fill() throws Exception {
    AgentReady.await();
    map = type == MapType.HASH_MAP ? new HashMap<>() : new ConcurrentHashMap<>();
    keys = new Object[size];
    Arrays.setAll(keys, Key::new);
    for (Object key : keys) {
      map.put(new Key(((Key) key).number), 1);
    }
  }

  /** Sees that the agent, if there is one, had woven it. */
  @TearDown(Level.Trial)
  public void check() throws Exception {
    AgentReady.check();
  }

  @Benchmark
  public Integer get() {
    Object key = keys[at];
    at = at + 1 < keys.length ? at + 1 : 0;
    return map.get(key);
  }
}
