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
    assertThat(resumed.machines()).singleElement().asString().endsWith("JDK 17.0.1");
  }

  private Session session(Path folder, Samples samples) {
    return new Session(Scale.SHORT, List.of(jdk), folder, folder, samples);
  }

  private Map<String, Double> measure(String arm, int fork) {
    runs.add(arm + fork);
    return Map.of("ms", (double) fork);
  }
}
