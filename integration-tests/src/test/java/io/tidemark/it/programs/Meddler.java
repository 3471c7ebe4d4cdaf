package io.tidemark.it.programs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;

/** Counts the threads of its group, and interrupts all threads that it finds. */
public final class Meddler {

  private static final long WATCHED_MILLIS = 1000;

  private Meddler() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(Map.of("count", Meddler::count, "interrupt", Meddler::interrupt));
  }

  private static void count() {
    Thread[] threads = new Thread[100];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      System.out.println(threads[i].getName());
    }
  }

  private static void interrupt() throws InterruptedException {
    List<Thread> agents =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("tidemark-"))
            .toList();
    agents.forEach(Thread::interrupt);
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    long before = nanos(bean, agents);
    Thread.sleep(WATCHED_MILLIS);
    boolean spinning = nanos(bean, agents) - before > WATCHED_MILLIS * 1_000_000 / 2;
    System.out.println("spinning " + spinning);
  }

  private static long nanos(ThreadMXBean bean, List<Thread> threads) {
    return threads.stream().mapToLong(thread -> nanos(bean, thread)).sum();
  }

  @SuppressWarnings("deprecation")
  private static long nanos(ThreadMXBean bean, Thread thread) {
    // threadId() is not there in Java 17
    return Math.max(0, bean.getThreadCpuTime(thread.getId()));
  }
}
