package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Meddler;
import io.tidemark.it.programs.Retained;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.Soundness;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beyond one start line Tidemark leaves no trace in an application's output and exit code. */
class MannersIT {

  private static final String NO_FLAG = "";
  private static final List<String> STDOUT =
      List.of("application runs", "20000 entries", "done work");

  static Stream<Arguments> flags() {
    return Jdk.matrix()
        .flatMap(
            jdk ->
                Stream.of(
                        NO_FLAG,
                        "-Xverify:all",
                        "-Xint",
                        "-XX:+UseSerialGC",
                        "-Xshare:off",
                        "-Xcheck:jni")
                    .map(flag -> Arguments.of(jdk, flag)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("flags")
  void standardErrorHasTheOneStartLineAndStandardOutputTheApplicationsOwn(Jdk jdk, String flag) {
    String[] flags = flag.isEmpty() ? new String[0] : new String[] {flag};
    List<String> withoutAgent = stderrWithoutAgent(jdk, flags);
    try (AgentJvm jvm = Launch.on(jdk).flags(flags).main(Application.class, "7").start()) {
      CensusClient client = jvm.ready();
      assertThat(client.get("/").statusCode()).isEqualTo(200);
      client.freshCensus();
      jvm.run("work");
      Soundness.assertSound(client);
      assertThat(jvm.quit()).isEqualTo(7);
      assertThat(jvm.stdout()).isEqualTo(STDOUT);
      List<String> own =
          jvm.stderr().stream().filter(line -> !withoutAgent.contains(line)).toList();
      assertThat(own)
          .singleElement()
          .asString()
          .startsWith("tidemark")
          .contains(client.base().toString());
    }
  }

  @OnEachJdk
  void nothingIsPrintedWithoutTheBanner(Jdk jdk) {
    int port = Ports.free();
    try (AgentJvm jvm =
        Launch.on(jdk)
            .options("banner=false", "port=" + port)
            .main(Application.class, "0")
            .start()) {
      jvm.run("work");
      CensusClient client = new CensusClient(URI.create("http://127.0.0.1:" + port + "/"));
      Poll.untilAsserted("sound", () -> Soundness.assertSound(client));
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).isEqualTo(STDOUT);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void nothingHappensWhereItIsNotEnabled(Jdk jdk) {
    try (AgentJvm jvm =
        Launch.on(jdk).options("enabled=false").main(Application.class, "0").start()) {
      jvm.run("work");
      assertThat(Diagnosis.of(jvm).agentThreads()).isEmpty();
      assertThat(Ports.of(jvm.pid())).isEmpty();
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).isEqualTo(STDOUT);
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  @OnEachJdk
  void anApplicationThatCountsTheThreadsOfItsGroupDoesNotMeetTheAgents(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Meddler.class).start()) {
      jvm.ready();
      jvm.run("count");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).containsExactly("main", "done count");
    }
  }

  /**
   * The compilers inline the calls that a map makes to itself as long as they have seen two classes
   * there at most: a third one of the agent's cost each put a third of its time.
   */
  @OnEachJdk
  void noClassOfMapsIsAddedToThoseThatTheCompilersSee(Jdk jdk) {
    try (AgentJvm plain = Launch.on(jdk).withoutAgent().main(Application.class, "0").start();
        AgentJvm jvm = Launch.on(jdk).main(Application.class, "0").start()) {
      plain.run("work");
      CensusClient client = jvm.ready();
      jvm.run("work");
      assertThat(client.get("/").statusCode()).isEqualTo(200);
      assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
      client.freshCensus();
      for (Class<?> type : List.of(HashMap.class, ConcurrentHashMap.class)) {
        Set<String> withoutAgent = Diagnosis.subclasses(plain, type);
        assertThat(Diagnosis.subclasses(jvm, type))
            .filteredOn(name -> !withoutAgent.contains(name))
            .isSubsetOf(type.getName(), LinkedHashMap.class.getName());
      }
      assertThat(Diagnosis.subclasses(jvm, HashMap.class)).contains(LinkedHashMap.class.getName());
    }
  }

  @OnEachJdk
  void anApplicationThatFailsDoesSoAsItWouldHave(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Application.class, "0").start()) {
      jvm.ready();
      jvm.send("fail");
      assertThat(jvm.awaitExit()).isEqualTo(1);
      assertThat(jvm.stdout()).containsExactly("application runs");
      assertThat(jvm.stderr().get(1))
          .isEqualTo(
              "Exception in thread \"main\" java.lang.IllegalStateException:"
                  + " the application's own failure");
      assertThat(jvm.stderr().subList(2, jvm.stderr().size()))
          .allMatch(line -> line.startsWith("\tat io.tidemark.it.programs."));
    }
  }

  /** Its main returns: a thread that is no daemon would keep the JVM for good. */
  @OnEachJdk
  void anApplicationThatEndsAtOnceIsNotHeldUp(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).main(Retained.class).start()) {
      jvm.send("quit");
      assertThat(jvm.awaitExit()).isZero();
      assertThat(jvm.stdout()).isEmpty();
      assertThat(jvm.stderr()).hasSizeLessThanOrEqualTo(1);
    }
  }

  /** The discovery that the end of the JVM breaks off has nothing to say. */
  @OnEachJdk
  void anApplicationThatEndsDuringTheStartPrintsTheStartLineAtMost(Jdk jdk) throws Exception {
    for (int millis = 250; millis <= 600; millis += 50) {
      try (AgentJvm jvm = Launch.on(jdk).main(Application.class, "5").start()) {
        jvm.awaitStdout("application runs");
        Thread.sleep(millis);
        jvm.send("quit");
        assertThat(jvm.awaitExit()).isEqualTo(5);
        assertThat(jvm.stderr()).allMatch(line -> line.contains("http://"));
      }
    }
  }

  private static List<String> stderrWithoutAgent(Jdk jdk, String... flags) {
    try (AgentJvm jvm =
        Launch.on(jdk).flags(flags).withoutAgent().main(Application.class, "0").start()) {
      assertThat(jvm.quit()).isZero();
      return jvm.stderr();
    }
  }
}
