package io.tidemark.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {

  private final Jdk jdk = new Jdk(Path.of(System.getProperty("java.home")), 17, "17.0.1");
  private final List<String> runs = new ArrayList<>();

  @Test
  void armsAlternateAndARunThatBrokeOffIsResumed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("results/some.tsv");
    session(folder, Samples.in(file)).alternate(jdk, "c", List.of("a", "b"), 2, this::measure);
    assertThat(runs).containsExactly("b1", "a1", "a2", "b2");

    runs.clear();
    Samples resumed = Samples.in(file);
    session(folder, resumed).alternate(jdk, "c", List.of("a", "b"), 3, this::measure);
    assertThat(runs).containsExactly("b3", "a3");
    assertThat(resumed.values(17, "c", "a", "ms")).containsExactly(1.0, 2.0, 3.0);
    assertThat(resumed.ratio(17, "c", "b", "a", "ms").median()).isEqualTo(1.0);
    assertThat(resumed.batches()).singleElement().isEqualTo(Batch.ofThisRun(jdk));
  }

  @Test
  void aBatchThatReturnsIsSaidAnew(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("some.tsv");
    Batch first = new Batch("machine, JDK 17", "abc", "2026-11-27T10:00:00Z");
    Batch second = new Batch("other, JDK 17", "def", "2026-11-27T11:00:00Z");
    Samples samples = Samples.in(file);
    for (Batch batch : List.of(first, first, second, first)) {
      samples.batch(batch);
    }

    assertThat(Samples.in(file).batches()).containsExactly(first, second, first);
    assertThat(Batch.parse("# machine, JDK 17"))
        .isEqualTo(new Batch("machine, JDK 17", "not recorded", "day not recorded"));
  }

  private Session session(Path folder, Samples samples) {
    return new Session(Scale.SHORT, List.of(jdk), folder, folder, samples);
  }

  private Map<String, Double> measure(String arm, int fork) {
    runs.add(arm + fork);
    return Map.of("ms", (double) fork);
  }
}
