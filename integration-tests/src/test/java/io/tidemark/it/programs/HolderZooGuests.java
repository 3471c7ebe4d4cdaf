package io.tidemark.it.programs;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Maps that only the stacks of virtual threads hold: of one that is parked and of one that runs.
 */
final class HolderZooGuests {

  private static final int VIRTUAL_THREADS_SINCE = 21;
  private static final CountDownLatch THERE = new CountDownLatch(2);

  private HolderZooGuests() {}

  /** Starts them where there are virtual threads, and returns when they are as they are to be. */
  static void start() throws Exception {
    if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
      startVirtual(HolderZooGuests::run);
      startVirtual(HolderZooGuests::park);
      THERE.await();
      Thread.sleep(100);
    }
  }

  private static void startVirtual(Runnable body) throws ReflectiveOperationException {
    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
  }

  private static void park() {
    Set<Object> visitors = HolderZoo.set("set on a virtual thread");
    THERE.countDown();
    LockSupport.park();
    System.out.println(visitors.size());
  }

  private static void run() {
    Set<Object> guests = HolderZoo.set("set on a virtual thread that runs");
    System.out.println(Pinned.class.getName() + guests.size() + Pinned.never);
  }

  /** Whoever initialises a class keeps its carrier. */
  private static final class Pinned {
    static int never;

    static {
      THERE.countDown();
      while (never == 0) {
        LockSupport.park();
      }
    }
  }
}
