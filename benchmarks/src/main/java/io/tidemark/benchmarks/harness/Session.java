package io.tidemark.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark is run with. Used by one thread.
 *
 * @param scale how thoroughly
 * @param jdks the JDKs to measure
 * @param tidemark the packaged jar
 * @param scratch a folder for what is needed meanwhile, which is there
 * @param samples takes what is measured
 */
public record Session(Scale scale, List<Jdk> jdks, Path tidemark, Path scratch, Samples samples) {

  /** One run of one arm. */
  @FunctionalInterface
  public interface Measurement {
    /**
     * Measures once.
     *
     * @return each metric, with its unit, and its figure
     */
    Map<String, Double> measure(String arm, int fork) throws Exception;
  }

  /** One run of all arms, which run at the same time. */
  @FunctionalInterface
  public interface JointMeasurement {
    /**
     * Measures once.
     *
     * @return of each arm the figure of each metric, which is named with its unit
     */
    Map<String, Map<String, Double>> measure() throws Exception;
  }

  public Session {
    jdks = List.copyOf(jdks);
  }

  /** Picks by the scale. */
  public int pick(int inShort, int inLong) {
    return scale == Scale.SHORT ? inShort : inLong;
  }

  /**
   * Measures arms side by side: in each fork one run of each, and each fork starts with the next
   * arm, so that what changes on the machine meanwhile meets all arms alike. Runs that the samples
   * have already are left out.
   */
  public void alternate(Jdk jdk, String what, List<String> arms, int forks, Measurement measurement)
      throws Exception {
    for (int fork = 1; fork <= forks; fork++) {
      for (int i = 0; i < arms.size(); i++) {
        String arm = arms.get((i + fork) % arms.size());
        if (samples.has(jdk.feature(), what, arm, fork)) {
          continue;
        }
        say("JDK " + jdk.feature() + ", " + what + ", " + arm + ", fork " + fork + " of " + forks);
        record(jdk, what, arm, fork, measurement.measure(arm, fork));
      }
    }
  }

  /**
   * Measures arms at the same time, in turns: what changes on the machine meanwhile meets all of
   * them. A fork of which the samples have all arms already is left out.
   */
  public void together(
      Jdk jdk, String what, Collection<String> arms, int fork, JointMeasurement measurement)
      throws Exception {
    if (arms.stream().allMatch(arm -> samples.has(jdk.feature(), what, arm, fork))) {
      return;
    }
    say("JDK " + jdk.feature() + ", " + what + ", fork " + fork);
    for (Map.Entry<String, Map<String, Double>> arm : measurement.measure().entrySet()) {
      record(jdk, what, arm.getKey(), fork, arm.getValue());
    }
  }

  /** Adds the figures of one run. */
  public void record(Jdk jdk, String what, String arm, int fork, Map<String, Double> figures)
      throws IOException {
    samples.batch(Batch.ofThisRun(jdk));
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      samples.add(new Sample(jdk.feature(), what, arm, fork, figure.getKey(), figure.getValue()));
    }
  }

  /** Tells a person what goes on. */
  public void say(String line) {
    System.err.println("bench: " + line);
  }
}
