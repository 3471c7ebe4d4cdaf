package io.tidemark.it.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.SameMoment;
import io.tidemark.it.support.Soundness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a program under another agent: without Tidemark, and with it before or after that agent.
 * With it, the census must be that JVM's heap dump, the other agent's maps among it.
 */
public final class Beside {

  private static final int MIN_SLOTS = 256;

  private final Jdk jdk;
  private final Path folder;
  private final Company company;

  /** Makes an agent's run whose files lie in a folder of its own. */
  @FunctionalInterface
  public interface Company {
    /** A new run. */
    OtherAgent in(Path folder) throws Exception;
  }

  /**
   * What a run left behind.
   *
   * @param exitCode the exit code
   * @param stdout the lines of standard output
   * @param stderr the lines of standard error but Tidemark's, without what differs in each run
   * @param doneSoFar what the other agent had done before the end
   * @param done what the other agent had done at the end
   */
  public record Run(
      int exitCode, List<String> stdout, List<String> stderr, Object doneSoFar, Object done) {}

  /** Runs on that JDK, with its files in that folder. */
  public Beside(Jdk jdk, Path folder, Company company) {
    this.jdk = jdk;
    this.folder = folder;
    this.company = company;
  }

  /** The other agent without Tidemark. */
  public Run alone() throws Exception {
    OtherAgent other = newcomer();
    try (AgentJvm jvm =
        launch(other).withoutAgent().agentBefore(other.jar(), other.argument()).start()) {
      jvm.run("make");
      jvm.run("arm");
      return end(jvm, other);
    }
  }

  /** The other agent, then Tidemark. */
  public Run before() throws Exception {
    OtherAgent other = newcomer();
    return watched(launch(other).agentBefore(other.jar(), other.argument()), other);
  }

  /** Tidemark, then the other agent. */
  public Run after() throws Exception {
    OtherAgent other = newcomer();
    return watched(launch(other).agentAfter(other.jar(), other.argument()), other);
  }

  private OtherAgent newcomer() throws Exception {
    return company.in(Files.createTempDirectory(folder, "run"));
  }

  private Launch launch(OtherAgent other) {
    Launch launch = Launch.on(jdk).options("track.min-slots=" + MIN_SLOTS).main(MapKinds.class);
    other.configure(launch);
    return launch;
  }

  private Run watched(Launch launch, OtherAgent other) throws Exception {
    try (AgentJvm jvm = launch.start()) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jvm.run("arm");
      SameMoment moment = SameMoment.of(jvm, client, folder, MIN_SLOTS);
      List<MapFacts> dumped = moment.dump().maps(MIN_SLOTS);
      System.out.printf("%s, %s: %d maps%n", jdk, other.jar().getFileName(), dumped.size());
      Soundness.assertIsTheDump(moment.census(), dumped);
      Soundness.assertSound(client);
      assertThat(client.isReady()).isTrue();
      Run run = end(jvm, other);
      assertThat(jvm.stderr()).filteredOn(Beside::isTidemarks).hasSize(1);
      return run;
    }
  }

  private static Run end(AgentJvm jvm, OtherAgent other) throws Exception {
    Object doneSoFar = other.doneSoFar(jvm);
    int exitCode = jvm.quit();
    List<String> stderr =
        jvm.stderr().stream().filter(line -> !isTidemarks(line)).map(other::plain).toList();
    return new Run(exitCode, jvm.stdout(), stderr, doneSoFar, other.done(jvm));
  }

  private static boolean isTidemarks(String line) {
    return line.startsWith("tidemark: ");
  }
}
