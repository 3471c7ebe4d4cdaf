package io.tidemark.it.support;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waiting for something that another process does. */
public final class Poll {

  /**
   * How long anything is waited for before the test fails: far more than it takes, since a build
   * machine may be busy.
   */
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  private Poll() {}

  /** Waits until a value is as wanted and returns it; exceptions meanwhile count as "not yet". */
  public static <T> T until(String what, Callable<T> value, Predicate<T> wanted) {
    return polling(what).ignoreExceptions().until(value, wanted);
  }

  /** Waits until all assertions pass; exceptions meanwhile count as "not yet". */
  public static void untilAsserted(String what, ThrowingAssertion assertion) {
    polling(what).ignoreExceptions().untilAsserted(assertion::check);
  }

  /** What a call gives that might never return; what it throws is passed on. */
  public static <T> T once(String what, Callable<T> call) {
    // null itself would be waited out, by call after call
    return polling(what).until(() -> Optional.ofNullable(call.call()), any -> true).orElse(null);
  }

  private static ConditionFactory polling(String what) {
    return Awaitility.await(what)
        .atMost(DEADLINE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50));
  }

  /** Assertions that may throw. */
  @FunctionalInterface
  public interface ThrowingAssertion {
    /** Checks once. */
    void check() throws Exception;
  }
}
