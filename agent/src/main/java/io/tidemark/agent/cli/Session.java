package io.tidemark.agent.cli;

import io.tidemark.agent.Agent;
import io.tidemark.agent.Version;
import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.jvm.Target;
import io.tidemark.agent.cli.report.AgentHttp;
import io.tidemark.agent.cli.report.CensusReader;
import io.tidemark.agent.cli.report.Metrics;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the commands do with Tidemark in one JVM. For one thread. */
final class Session {

  private static final String CENSUS = "/api/census?limit=1000000";
  private static final String PORT_NOT_HAD = ": port ";
  private static final String NO_MAPS = "/api/census?limit=0";
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final Duration CENSUS_LIMIT = Duration.ofMinutes(2);

  /** Unavailable, too many requests: what is answered otherwise will be so next time, too. */
  private static final Set<Integer> LATER = Set.of(503, 429);

  private final Target target;
  private final Login login;
  private final Progress progress;
  private InetSocketAddress address;
  private AgentHttp http;

  Session(Target target, Login login, Progress progress) {
    this.target = target;
    this.login = login;
    this.progress = progress;
  }

  Target target() {
    return target;
  }

  /** Such as {@code 4711 (com.acme.Main)}. */
  String title() {
    return target.jvm().title();
  }

  /** Refuses where Tidemark is not in. */
  void requireWatched() throws Refusal {
    if (!target.isWatched()) {
      throw new Refusal(
          "Tidemark is not in " + title(),
          "put it in by: java -jar tidemark.jar attach " + target.jvm().pid());
    }
  }

  /** Starts Tidemark, or gives the one that runs another configuration. */
  void load(String options) throws Refusal {
    progress.whileDoing("loading Tidemark into " + title(), () -> target.load(options));
    if (!Target.await(Duration.ofSeconds(1), target::isWatched)) {
      throw new Refusal(
          "Tidemark was loaded into " + title() + " and did not start",
          "see what it wrote to that process's stderr, and whether TIDEMARK_ENABLED is false there");
    }
    http = null;
  }

  /**
   * Looks again for maps that no hook has seen, and collects the garbage among them if that is
   * asked for. What came of it is in the last census then.
   */
  void scan(boolean gc) throws Refusal {
    String command = gc ? Agent.SCAN_AFTER_GC : Agent.SCAN;
    progress.whileDoing("scanning " + title(), () -> target.load(command));
  }

  /** Ends Tidemark and waits until its threads are gone. */
  void detach() throws Refusal {
    progress.whileDoing(
        "detaching from " + title(),
        () -> {
          target.load(Agent.DETACH);
          if (!Target.await(START_LIMIT, () -> !target.isWatched())) {
            throw new Refusal(
                "Tidemark still runs in " + title(), "see that process's stderr, or try again");
          }
          target.tidyUp();
        });
  }

  /** Whether it still serves where it was asked, if it was: another port is another's command. */
  boolean isAsBefore() throws Refusal {
    return http == null || target.http().equals(Optional.of(address));
  }

  /** The running Tidemark's HTTP endpoint. */
  AgentHttp http() throws Refusal {
    if (http == null) {
      address = progress.during("looking for the port", this::awaitAddress);
      http = new AgentHttp(address, login.credentials());
    }
    return http;
  }

  private InetSocketAddress awaitAddress() throws Refusal {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < end) {
      Optional<InetSocketAddress> address = target.http();
      if (address.isPresent()) {
        return address.get();
      }
      Optional<String> problem = target.httpProblem();
      if (problem.isPresent()) {
        throw notServed(": " + problem.get());
      }
      pause();
    }
    throw notServed(" within " + START_LIMIT.toSeconds() + " s");
  }

  private Refusal notServed(String why) {
    String again = ": java -jar tidemark.jar attach " + target.jvm().pid();
    return new Refusal(
        "Tidemark runs in " + title() + " and serves no HTTP" + why,
        // another configuration would be one without the TLS or password that were asked for
        why.startsWith(PORT_NOT_HAD)
            ? "give it another port, beside what it was given before" + again + " port=0"
            : "see its standard error, mend what config names and give it again"
                + again
                + " config=FILE");
  }

  /** Its last scrape, once there is a census. */
  Metrics metrics() throws Refusal {
    awaitReady();
    return Metrics.parse(new String(http().require("/metrics"), StandardCharsets.UTF_8));
  }

  /** Its last census as it is published. */
  byte[] census() throws Refusal {
    awaitReady();
    byte[] census = http().require(CENSUS);
    long processId = CensusReader.read(census).processId();
    if (processId != target.innerPid()) {
      throw new Refusal(
          http().base() + " is the Tidemark of process " + processId,
          "try again; the process may just have given up its port");
    }
    return census;
  }

  /** Refuses where another version runs in the target than this one. */
  void requireOwnVersion() throws Refusal {
    String version =
        metrics().label("tidemark_build_info", "version").orElse("of an unknown version");
    if (!version.equals(Version.TEXT)) {
      throw new Refusal(
          "Tidemark " + version + " is in " + title() + ", and this is " + Version.TEXT,
          "end that one first: java -jar tidemark.jar detach " + target.jvm().pid());
    }
  }

  /** Waits for the first census; any other answer is left to who asks for what is wanted. */
  private void awaitReady() throws Refusal {
    progress.whileDoing(
        "waiting for the first census",
        () -> {
          long end = System.nanoTime() + CENSUS_LIMIT.toNanos();
          AgentHttp.Answer answer = http().get(NO_MAPS);
          while (LATER.contains(answer.code()) && System.nanoTime() < end) {
            pause();
            answer = http().get(NO_MAPS);
          }
          if (LATER.contains(answer.code())) {
            throw new Refusal(
                "no census came within " + CENSUS_LIMIT.toSeconds() + " s",
                "see what Tidemark wrote to that process's stderr, or try again later");
          }
        });
  }

  private static void pause() {
    Target.await(Duration.ofMillis(200), () -> false);
  }
}
