package io.tidemark.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.config.Load;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.sweep.Watched;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.agent.weave.Weaving;
import io.tidemark.agent.weave.WeavingException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is woven, proven and told to be watched, where weavings and proofs fail or hooks are lost.
 */
class WeavingControlTest {

  private static final int CALLS_TO_A_PROOF = 6;
  private static final Watched FROM_4096 = new Watched(4096, 4096);

  private final Set<Hook> lost = EnumSet.noneOf(Hook.class);
  private boolean failingToWeave;
  private boolean failingToProve;
  private boolean failingInTheJvm;
  private long now = Long.MAX_VALUE;
  private int woven;
  private int proofs;
  private int proofsOfAll;

  private final FakeWeaving weaving = new FakeWeaving();
  private final WeavingControl control = new WeavingControl(weaving, new FakeProof());
  private Config config = Load.flawless("");

  private final class FakeWeaving extends Weaving {
    private boolean isWoven;
    private int touched;

    FakeWeaving() {
      super(null);
    }

    @Override
    public boolean isWoven() {
      return isWoven;
    }

    @Override
    public void weave(Thresholds thresholds) throws WeavingException {
      if (failingToWeave) {
        throw new OutOfMemoryError("injected");
      }
      if (failingInTheJvm) {
        isWoven = false;
        touched++;
        throw new WeavingException("injected", true, new IllegalStateException());
      }
      isWoven = true;
      woven++;
      lost.clear();
    }

    @Override
    public void unweave() {
      isWoven = false;
    }
  }

  private final class FakeProof extends HookProof {
    @Override
    public Map<Hook, Boolean> run(Thresholds thresholds, boolean reflecting) {
      if (failingToProve) {
        throw new OutOfMemoryError("injected");
      }
      proofs++;
      proofsOfAll += reflecting ? 1 : 0;
      Map<Hook, Boolean> fired = new EnumMap<>(Hook.class);
      for (Hook hook : Hook.values()) {
        fired.put(hook, !lost.contains(hook));
      }
      return fired;
    }
  }

  private boolean start() {
    HookSink sink =
        new HookSink(new Registry(), control.proof(), WeavingControl.thresholds(config));
    return control.start(sink, config);
  }

  private void steal(Class<?> type) {
    for (Hook hook : Hook.values()) {
      if (hook.label().startsWith(type.getSimpleName() + ".")) {
        lost.add(hook);
      }
    }
  }

  /** Ten seconds later. */
  private Watched look() {
    now += 10_000_000_000L;
    return control.lookAfterHooks(config, now);
  }

  /** What the sweeps are told up to and with the next proof. */
  private Watched untilProven() {
    Watched told = Watched.ALL;
    for (int i = 0; i < CALLS_TO_A_PROOF; i++) {
      told = look();
    }
    return told;
  }

  @AfterEach
  void stop() throws WeavingException {
    control.stop();
  }

  @Test
  void whatIsWovenIsWatchedFromTheTrackedSizeOn() {
    assertThat(start()).isTrue();
    assertThat(control.hooks()).hasSize(Hook.values().length).doesNotContainValue(false);
    assertThat(look()).isEqualTo(FROM_4096);
    assertThat(untilProven()).isEqualTo(FROM_4096);
    assertThat(woven).isEqualTo(1);
    assertThat(proofsOfAll).isEqualTo(1);
  }

  @Test
  void aWeavingThatFailsAtTheStartIsNoStart() {
    failingToWeave = true;
    assertThat(start()).isFalse();
    assertThat(control.hooks()).doesNotContainValue(true);
  }

  @Test
  void hooksThatWereLostAreWovenAgainAndThatTimeWasNotWatched() {
    start();
    steal(HashMap.class);
    assertThat(untilProven()).isEqualTo(new Watched(Integer.MAX_VALUE, 4096));
    assertThat(woven).isEqualTo(2);
    assertThat(control.hooks()).doesNotContainValue(false);
    assertThat(look()).isEqualTo(FROM_4096);
  }

  @Test
  void aRepairThatFailsIsTriedUntilItIsDone() {
    start();
    steal(ConcurrentHashMap.class);
    failingToWeave = true;
    Watched hashMapsAlone = new Watched(4096, Integer.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      assertThat(untilProven()).isEqualTo(hashMapsAlone);
      assertThat(control.hooks()).containsValue(false);
    }
    failingToWeave = false;
    assertThat(untilProven()).as("until then").isEqualTo(hashMapsAlone);
    assertThat(woven).isEqualTo(2);
    assertThat(look()).isEqualTo(FROM_4096);
  }

  @Test
  void whoTakesTheHooksEachTimeHasThemInTheEndAndIsNotWatched() {
    start();
    for (int i = 0; i < 10; i++) {
      steal(HashMap.class);
      untilProven();
    }
    assertThat(woven).as("weavings").isEqualTo(1 + 3);
    assertThat(look().hashMapsFrom()).isEqualTo(Integer.MAX_VALUE);
    control.weave(config);
    assertThat(woven).as("with a new configuration").isEqualTo(1 + 3 + 1);
    look();
    assertThat(look()).isEqualTo(FROM_4096);
  }

  @Test
  void hooksThatComeBackByThemselvesAreWatchedAgain() {
    start();
    failingToWeave = true;
    steal(HashMap.class);
    assertThat(untilProven()).isEqualTo(new Watched(Integer.MAX_VALUE, 4096));
    lost.clear();
    untilProven();
    assertThat(look()).isEqualTo(FROM_4096);
    assertThat(woven).isEqualTo(1);
  }

  @Test
  void repairsOfAnHourAgoDoNotCount() {
    start();
    for (int i = 0; i < 5; i++) {
      steal(HashMap.class);
      untilProven();
      now += 3_600_000_000_000L;
    }
    assertThat(woven).isEqualTo(1 + 5);
  }

  @Test
  void sweepsThatAreRareProveEachTime() {
    start();
    look();
    int before = proofs;
    for (int i = 0; i < 3; i++) {
      now += 60_000_000_000L;
      look();
    }
    assertThat(proofs).isEqualTo(before + 3);
  }

  /** Each has all compiled code with maps in it made anew. */
  @Test
  void aRepairThatTheJvmRefusesIsTriedAFewTimesAnHour() {
    start();
    steal(HashMap.class);
    failingInTheJvm = true;
    for (int i = 0; i < 10; i++) {
      untilProven();
    }
    assertThat(weaving.touched).isEqualTo(3);
    assertThat(control.hooks()).doesNotContainValue(true);
    now += 3_600_000_000_000L;
    failingInTheJvm = false;
    untilProven();
    assertThat(control.hooks()).doesNotContainValue(false);
  }

  @Test
  void mapsMayHaveBeenMissedOnceHooksWereWovenAgain() {
    start();
    untilProven();
    assertThat(control.takeMissed()).isFalse();
    steal(HashMap.class);
    untilProven();
    assertThat(control.takeMissed()).isTrue();
    assertThat(control.takeMissed()).as("asked again").isFalse();
  }

  @Test
  void whoIsStoppedTwiceIsStoppedOnce() throws WeavingException {
    start();
    control.stop();
    weaving.isWoven = true;
    control.stop();
    assertThat(weaving.isWoven).as("not taken out again").isTrue();
    assertThat(control.hooks()).doesNotContainValue(true);
  }

  @Test
  void aProofThatFailsTellsNothingOfTheHooks() {
    start();
    failingToProve = true;
    assertThat(untilProven()).isEqualTo(FROM_4096);
    assertThat(control.hooks()).doesNotContainValue(false);
    assertThat(woven).isEqualTo(1);
  }

  @Test
  void untilTheFirstProofNothingIsKnownAndThenAllHooksAreTried() {
    failingToProve = true;
    assertThat(start()).isTrue();
    assertThat(control.hooks()).doesNotContainValue(true);
    assertThat(untilProven()).isEqualTo(Watched.NONE);
    failingToProve = false;
    untilProven();
    assertThat(proofsOfAll).isEqualTo(1);
    assertThat(control.hooks()).doesNotContainValue(false);
    assertThat(look()).isEqualTo(FROM_4096);
    assertThat(woven).isEqualTo(1);
  }

  @Test
  void smallerMapsAreWatchedOnceTheyAreWoven() {
    start();
    config = Load.flawless("track.min-slots=64");
    failingToWeave = true;
    control.weave(config);
    assertThat(untilProven()).as("not woven").isEqualTo(FROM_4096);
    failingToWeave = false;
    assertThat(untilProven()).as("woven since a moment").isEqualTo(FROM_4096);
    assertThat(look()).isEqualTo(new Watched(64, 64));
  }

  @Test
  void aHookAtAnotherLimitTellsNothing() {
    start();
    config = Load.flawless("retained.max-fill=0.5");
    assertThat(look()).as("not woven yet").isEqualTo(Watched.NONE);
    control.weave(config);
    assertThat(look()).as("woven since then").isEqualTo(Watched.NONE);
    assertThat(look()).isEqualTo(FROM_4096);
  }
}
