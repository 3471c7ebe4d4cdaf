package io.tidemark.agent.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.locks.LockSupport;

/** What nobody holds any more. */
public final class Garbage {

  private static final int MOST_COLLECTIONS = 100;

  private Garbage() {}

  /** Collects until the object is gone, and fails where it stays. */
  public static void awaitCollection(WeakReference<?> dropped) {
    for (int i = 0; i < MOST_COLLECTIONS && dropped.get() != null; i++) {
      System.gc();
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(dropped.get()).isNull();
  }
}
