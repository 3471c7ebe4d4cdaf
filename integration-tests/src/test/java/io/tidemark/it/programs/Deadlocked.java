package io.tidemark.it.programs;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Has two threads wait for each other for good, while the program goes on. */
public final class Deadlocked {

  private static final Object LEFT = new Object();
  private static final ReentrantLock RIGHT = new ReentrantLock();

  private Deadlocked() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("lock", Deadlocked::lock));
  }

  private static void lock() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    Thread left = new Thread(() -> leftFirst(both), "left first");
    Thread right = new Thread(() -> rightFirst(both), "right first");
    left.setDaemon(true);
    right.setDaemon(true);
    left.start();
    right.start();
    while (left.getState() != Thread.State.WAITING || right.getState() != Thread.State.BLOCKED) {
      Thread.sleep(1);
    }
  }

  private static void leftFirst(CountDownLatch both) {
    synchronized (LEFT) {
      meet(both);
      RIGHT.lock();
    }
  }

  private static void rightFirst(CountDownLatch both) {
    RIGHT.lock();
    meet(both);
    synchronized (LEFT) {
      RIGHT.unlock();
    }
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
