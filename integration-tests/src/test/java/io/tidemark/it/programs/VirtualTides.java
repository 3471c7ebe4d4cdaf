package io.tidemark.it.programs;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Many virtual threads at once, each with a map of its own on its stack. Some of these grow large
 * and are emptied, moving between carriers meanwhile; all threads put into one map that they share,
 * and most take themselves out again. It prints {@code kind TYPE SLOTS ENTRIES} as {@link Tides}
 * does, and fails where a thread was pinned to its carrier within a map. Argument: the exit code.
 */
public final class VirtualTides {

  private static final int THREADS = 120_000;

  /** One in so many has a large map. */
  private static final int LARGE = 1_000;

  /** One in so many stays in the shared map. */
  private static final int SURVIVES = 100;

  private static final int HIGH = 10_000;
  private static final int SLOTS = 16_384;
  private static final int SHARED_SLOTS = 262_144;

  private static final Map<Integer, Integer> SHARED = new ConcurrentHashMap<>();
  private static final CountDownLatch ARRIVED = new CountDownLatch(THREADS);
  private static final CountDownLatch LEAVE = new CountDownLatch(1);

  private static final Recording PINNED = new Recording();

  private static ExecutorService threads;

  private VirtualTides() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("rise", VirtualTides::rise, "ebb", VirtualTides::ebb));
    System.exit(Integer.parseInt(arguments[0]));
  }

  private static void rise() throws Exception {
    PINNED.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
    PINNED.start();
    threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.submit(() -> live(number));
    }
    threads.submit(() -> Class.forName(Pins.class.getName())).get();
    ARRIVED.await();
    for (int i = 0; i < THREADS; i += LARGE) {
      System.out.println("kind HashMap " + SLOTS + " " + i / LARGE);
    }
    System.out.println("kind ConcurrentHashMap " + SHARED_SLOTS + " " + THREADS);
  }

  private static void ebb() throws Exception {
    LEAVE.countDown();
    threads.shutdown();
    require(threads.awaitTermination(1, TimeUnit.MINUTES), "all threads ended");
    System.out.println("kind ConcurrentHashMap " + SHARED_SLOTS + " " + THREADS / SURVIVES);
    requireNotPinned();
  }

  private static void requireNotPinned() throws IOException {
    Path file = Files.createTempFile("pinned", ".jfr");
    PINNED.stop();
    PINNED.dump(file);
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    Files.delete(file);
    require(events.stream().anyMatch(in(Pins.class)), "pinned on purpose");
    require(
        events.stream().noneMatch(in(HashMap.class).or(in(ConcurrentHashMap.class))),
        "not pinned in a map");
  }

  private static void require(boolean met, String what) {
    if (!met) {
      throw new IllegalStateException(what);
    }
  }

  private static Predicate<RecordedEvent> in(Class<?> type) {
    return event ->
        event.getStackTrace().getFrames().stream()
            .anyMatch(frame -> frame.getMethod().getType().getName().equals(type.getName()));
  }

  private static Void live(int number) throws InterruptedException {
    Map<Integer, Integer> own = new HashMap<>();
    own.put(number, number);
    if (number % LARGE == 0) {
      riseAndEbb(own, number / LARGE);
    }
    SHARED.put(key(number), number);
    ARRIVED.countDown();
    LEAVE.await();
    Reference.reachabilityFence(own);
    if (number % SURVIVES != 0) {
      SHARED.remove(key(number));
    }
    return null;
  }

  /** Keys that spread evenly never meet in a bin, and then a contended map never grows. */
  private static int key(int number) {
    return number * 0x9E3779B9;
  }

  private static void riseAndEbb(Map<Integer, Integer> map, int survivors)
      throws InterruptedException {
    map.clear();
    for (int i = 0; i < HIGH; i++) {
      if (i % 1000 == 0) {
        Thread.sleep(1);
      }
      map.put(i, i);
    }
    for (int i = survivors; i < HIGH; i++) {
      if (i % 1000 == 0) {
        Thread.sleep(1);
      }
      map.remove(i);
    }
  }

  /** Parks the thread that initialises it, which has a native frame on its stack. */
  private static final class Pins {
    static {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
