package io.tidemark.benchmarks.operations;

import io.tidemark.benchmarks.harness.AgentReady;
import io.tidemark.benchmarks.harness.Agents;
import io.tidemark.benchmarks.harness.Programs;
import io.tidemark.benchmarks.harness.Session;
import java.io.IOException;
import java.util.List;

/** What a JVM is measured with, each compared with those above it. */
public enum Arm {
  NONE(Programs.NO_AGENT),
  IDLE(Programs.IDLE),
  UNCHANGED(Programs.UNCHANGED),
  UNDER("Tidemark, map under the threshold"),
  TRACKED("Tidemark, map tracked");

  /**
   * The JVM's arguments that keep chance out of comparisons of compiled code, whatever the arm. By
   * default C2 does not inline what it compiled by itself into more than 2,500 bytes, and which of
   * two methods came first differs from run to run. And at each call it counts the first two
   * classes of receivers that it meets in the whole JVM, so that whether a map's keys are among
   * them is left to who came first.
   */
  public static final List<String> WITHOUT_CHANCE =
      List.of("-XX:InlineSmallCode=65536", "-XX:TypeProfileWidth=8");

  /** The most that the agent takes; a table of more slots is always tracked. */
  private static final int MOST_MIN_SLOTS = 1 << 20;

  private static final int DEFAULT_MIN_SLOTS = 4096;

  private static final int FEWEST_MIN_SLOTS = 16;

  private final String title;

  Arm(String title) {
    this.title = title;
  }

  /** Its name in the samples. */
  public String title() {
    return title;
  }

  /** The arm of that title. */
  public static Arm of(String title) {
    for (Arm arm : values()) {
      if (arm.title.equals(title)) {
        return arm;
      }
    }
    throw new IllegalArgumentException("no arm: " + title);
  }

  /** Whether a map of that many entries can be measured in this arm. */
  boolean takes(int entries) {
    return this != UNDER || slots(entries) < MOST_MIN_SLOTS;
  }

  /**
   * The JVM's arguments for measuring maps of that many entries. Tidemark's threshold is its
   * default wherever that puts the map on the right side.
   */
  public List<String> jvmArguments(Session session, int entries) throws IOException {
    return switch (this) {
      case NONE -> List.of();
      case IDLE -> List.of("-javaagent:" + Agents.idle(session.scratch()));
      case UNCHANGED -> List.of("-javaagent:" + Agents.unchanged(session.scratch()));
      case UNDER -> tidemark(session, Math.max(DEFAULT_MIN_SLOTS, slots(entries) * 2));
      case TRACKED ->
          tidemark(
              session, slots(entries) < DEFAULT_MIN_SLOTS ? FEWEST_MIN_SLOTS : DEFAULT_MIN_SLOTS);
    };
  }

  /** A HashMap's slots, and at most a ConcurrentHashMap's, after that many single puts. */
  private static int slots(int entries) {
    int slots = 16;
    while (slots / 4 * 3 <= entries) {
      slots *= 2;
    }
    return slots;
  }

  private static List<String> tidemark(Session session, int minSlots) {
    return List.of(
        "-javaagent:" + session.tidemark() + "=port=0,track.min-slots=" + minSlots,
        AgentReady.ARGUMENT);
  }
}
