package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Retained;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.CensusClient;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Poll;
import io.tidemark.it.support.Soundness;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock jumps, as libfaketime makes it, or the process stands still: flags and health go
 * by the monotonic clock, and by the time in which a map was watched.
 */
class ClockIT {

  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir Path folder;
  private Path clock;

  @BeforeEach
  void trueTime() throws IOException {
    clock = folder.resolve("clock");
    jump("+0");
  }

  @OnEachJdk
  void aMapIsFlaggedWhenTheClockJumpsBackAndStaysSoWhenItJumpsOn(Jdk jdk) throws Exception {
    try (AgentJvm jvm = start(jdk, "retained.hold=2s")) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jump("-365d");
      CensusView flagged = Poll.until("flagged", client::census, view -> row(view).retainedEmpty());
      assertThat(flagged.takenAt()).isBefore(Instant.now().minus(YEAR.dividedBy(2)));
      jump("+365d");
      CensusView later = censusInAYear(client);
      assertThat(row(later).retainedEmpty()).isTrue();
      assertSound(jvm, client);
    }
  }

  @Test
  void aMapIsNotFlaggedBeforeItsTimeWhenTheClockJumpsOn() throws Exception {
    try (AgentJvm jvm = start(Jdk.first(), "retained.hold=1h")) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      jump("+365d");
      CensusView later = censusInAYear(client);
      assertThat(row(later).retainedEmpty()).isFalse();
      assertSound(jvm, client);
    }
  }

  /** As in a container that is paused: nobody could have used a map meanwhile. */
  @Test
  void timeInWhichTheProcessStoodStillIsNoPartOfAHoldWindow() throws Exception {
    try (AgentJvm jvm = start(Jdk.first(), "retained.hold=8s")) {
      CensusClient client = jvm.ready();
      jvm.run("make");
      Tool.signal("STOP", jvm.pid());
      TimeUnit.SECONDS.sleep(9);
      Tool.signal("CONT", jvm.pid());
      assertThat(row(client.freshCensus()).retainedEmpty()).isFalse();
      Poll.until("flagged in its time", client::census, view -> row(view).retainedEmpty());
      assertSound(jvm, client);
    }
  }

  private AgentJvm start(Jdk jdk, String option) {
    return Launch.on(jdk)
        .options(option)
        .environment("LD_PRELOAD", Tool.library("faketime/libfaketimeMT.so.1", "faketime"))
        .environment("FAKETIME_TIMESTAMP_FILE", clock.toString())
        .environment("FAKETIME_NO_CACHE", "1")
        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .main(Retained.class)
        .start();
  }

  private void jump(String offset) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), offset + "\n");
    Files.move(next, clock, StandardCopyOption.REPLACE_EXISTING);
  }

  private static CensusView censusInAYear(CensusClient client) {
    Instant then = Instant.now().plus(YEAR.dividedBy(2));
    Instant first =
        Poll.until("after the jump", client::census, view -> view.takenAt().isAfter(then))
            .takenAt();
    return Poll.until("one more", client::census, view -> view.takenAt().isAfter(first));
  }

  private static CensusView.Row row(CensusView view) {
    return view.of(Retained.OnceLarge.class).get(0);
  }

  private static void assertSound(AgentJvm jvm, CensusClient client) {
    assertThat(client.get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(client.get("/-/ready").statusCode()).isEqualTo(200);
    Soundness.assertSound(client);
    assertThat(jvm.quit()).isZero();
    assertThat(jvm.stdout()).containsExactly("done make");
    assertThat(jvm.stderr()).hasSize(1);
  }
}
