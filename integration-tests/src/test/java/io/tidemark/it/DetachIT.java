package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.Busy;
import io.tidemark.it.programs.CaptureAgent;
import io.tidemark.it.programs.HotLoop;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CodeSizes;
import io.tidemark.it.support.Diagnosis;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.Soundness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Detach leaves the application's JVM as it was, but for what the JVM itself keeps. */
class DetachIT {

  private static final int WARM_UP_CYCLES = 5;
  private static final int CYCLES_A_COLLECTION = 10;
  private static final int CYCLES = Integer.getInteger("tidemark.cycles");

  /** What the JVM's own objects of one load may take. */
  private static final long MOST_BYTES_A_CYCLE = 50 << 10;

  /** One agent's classes, which the JVM may unload at its next collection only. */
  private static final long NOT_YET_UNLOADED = 4 << 20;

  @TempDir Path folder;

  @OnEachJdk
  void everyMethodHasTheBytecodesThatItHad(Jdk jdk) throws Exception {
    try (AgentJvm jvm = application(jdk)) {
      assertCodeIsLeftAsItWas(jvm);
      jvm.run("work");
      assertThat(jvm.quit()).isZero();
    }
  }

  private void assertCodeIsLeftAsItWas(AgentJvm jvm) throws IOException {
    Path before = Files.createDirectory(folder.resolve("before"));
    Path woven = Files.createDirectory(folder.resolve("woven"));
    Path after = Files.createDirectory(folder.resolve("after"));
    Path capture = Jars.agent(CaptureAgent.class);
    attachAndUse(jvm);
    Attach.load(jvm, capture, before.toString());
    Attach.load(jvm, Launch.tidemarkJar(), "port=0,track.min-slots=5000");
    Attach.load(jvm, capture, woven.toString());
    Attach.load(jvm, Launch.tidemarkJar(), "@detach");
    Attach.load(jvm, capture, after.toString());
    Object unwoven = CodeSizes.code(jvm.jdk(), before);
    assertThat(CodeSizes.code(jvm.jdk(), woven)).isNotEqualTo(unwoven);
    assertThat(CodeSizes.code(jvm.jdk(), after)).isEqualTo(unwoven);
  }

  @OnEachJdk
  void theApplicationsCodeIsCompiledToTheFullAgain(Jdk jdk) {
    String round = HotLoop.class.getName() + ".round()V";
    try (AgentJvm jvm =
        Launch.on(jdk).withoutAgent().flags("-Xmx256m").main(HotLoop.class).start()) {
      awaitOptimised(jvm, round);
      attachAndUse(jvm);
      awaitOptimised(jvm, round);
      Attach.load(jvm, Launch.tidemarkJar(), "@detach");
      // what was compiled from the woven code is thrown away with it
      assertThat(Diagnosis.optimisedMethods(jvm)).doesNotContain(round);
      awaitOptimised(jvm, round);
      assertThat(jvm.quit()).isZero();
    }
  }

  private static void awaitOptimised(AgentJvm jvm, String method) {
    Poll.until(
        method + " compiled by the last compiler",
        () -> {
          jvm.run("work");
          return Diagnosis.optimisedMethods(jvm);
        },
        methods -> methods.contains(method));
  }

  @OnEachJdk
  void noThreadNoPortNoFileAndNoObjectOfTheAgentStays(Jdk jdk) {
    try (AgentJvm jvm = application(jdk)) {
      // what the JDK opens once and keeps: a socket, its modules, the jar, /dev/random
      attachAndUse(jvm);
      Attach.load(jvm, Launch.tidemarkJar(), "@detach");
      Diagnosis plain = Diagnosis.of(jvm);
      URI http = attachAndUse(jvm);
      assertThat(Diagnosis.of(jvm).agentThreads()).isNotEmpty();
      Attach.load(jvm, Launch.tidemarkJar(), "@detach");
      Diagnosis left = Diagnosis.of(jvm);
      assertThat(left.agentThreads()).isEmpty();
      // a compiler that has one of its methods in work holds its classes until then
      Poll.until(
          "no object of the agent's", () -> Diagnosis.of(jvm), now -> now.agentObjects().isEmpty());
      assertThat(Ports.accepts(http.getPort())).isFalse();
      assertThat(left.files()).isEqualTo(plain.files());
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void attachingAndDetachingAgainAndAgainAddsNextToNothing(Jdk jdk) throws Exception {
    try (AgentJvm jvm = application(jdk)) {
      cycle(jvm, WARM_UP_CYCLES);
      Diagnosis early = Diagnosis.of(jvm);
      for (int left = CYCLES; left > 0; left -= CYCLES_A_COLLECTION) {
        cycle(jvm, Math.min(left, CYCLES_A_COLLECTION));
        // only a full collection frees what classes take, and its metaspace is used again
        Diagnosis.of(jvm);
      }
      Diagnosis late =
          Poll.until(
              "no object of the agent's",
              () -> Diagnosis.of(jvm),
              diagnosis -> diagnosis.agentObjects().isEmpty());
      System.out.println(jdk + ": " + CYCLES + " cycles: " + early + " -> " + late);
      assertThat(late.threads()).isEqualTo(early.threads());
      assertThat(late.agentThreads()).isEmpty();
      assertThat(late.files()).isEqualTo(early.files());
      assertThat(late.heapBytes() - early.heapBytes()).isLessThan(CYCLES * MOST_BYTES_A_CYCLE);
      assertThat(late.metaspaceBytes() - early.metaspaceBytes()).isLessThan(NOT_YET_UNLOADED);
      assertCodeIsLeftAsItWas(jvm);
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void mapsThatAreInUseGoOnWhileItComesAndLeaves(Jdk jdk) {
    Launch launch =
        Launch.on(jdk)
            .withoutAgent()
            .flags("-Xmx256m", "-XX:+EnableDynamicAgentLoading")
            .main(Busy.class);
    try (AgentJvm jvm = launch.start()) {
      jvm.run("start");
      cycle(jvm, CYCLES_A_COLLECTION);
      jvm.run("stop");
      assertThat(jvm.quit()).isZero();
      assertThat(jvm.stdout()).contains("0 left").anyMatch(l -> l.matches("rounds [1-9]\\d*"));
      assertThat(jvm.stderr()).isEmpty();
    }
  }

  private static AgentJvm application(Jdk jdk) {
    AgentJvm jvm =
        Launch.on(jdk).withoutAgent().flags("-Xmx256m").main(Application.class, "0").start();
    jvm.awaitStdout("application runs");
    return jvm;
  }

  private static void cycle(AgentJvm jvm, int times) {
    for (int i = 0; i < times; i++) {
      Attach.load(jvm, Launch.tidemarkJar(), "port=0,banner=false,sweep.interval=100ms");
      Attach.load(jvm, Launch.tidemarkJar(), "@detach");
    }
  }

  private static URI attachAndUse(AgentJvm jvm) {
    int port = Ports.free();
    Attach.load(jvm, Launch.tidemarkJar(), "port=" + port + ",sweep.interval=100ms");
    Poll.until("port " + port, () -> Ports.accepts(port), Boolean::booleanValue);
    CensusClient client = new CensusClient(URI.create("http://127.0.0.1:" + port + "/"));
    Poll.until("ready", client::isReady, Boolean::booleanValue);
    for (String path : new String[] {"/", "/metrics", "/api/census"}) {
      assertThat(client.get(path).statusCode()).isEqualTo(200);
    }
    Soundness.assertSound(client);
    return client.base();
  }
}
