package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps 50,000 maps of 64 slots, and fills and drains others as fast as it can. */
public final class ManyMaps {

  /** Half of them are HashMaps, half ConcurrentHashMaps; map number i has 30 + i % 10 entries. */
  public static final int MAPS = 50_000;

  private static final List<Map<Object, Object>> KEPT = new ArrayList<>();
  private static volatile boolean running;
  private static volatile Object dropped;
  private static Thread churn;
  private static long rounds;

  private ManyMaps() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of(
            "make", ManyMaps::make,
            "drop", ManyMaps::dropHalf,
            "make-and-drop", ManyMaps::makeAndDrop,
            "start", ManyMaps::start,
            "stop", ManyMaps::stop));
  }

  private static void make() {
    for (int i = 0; i < MAPS; i++) {
      Map<Object, Object> map = i % 2 == 0 ? new Small() : new SmallToo();
      KEPT.add(MapShapes.fill(map, 30 + i % 10));
    }
  }

  private static void dropHalf() {
    KEPT.subList(MAPS / 2, MAPS).clear();
  }

  private static void start() {
    running = true;
    churn = new Thread(ManyMaps::churn, "churn");
    churn.start();
  }

  private static void churn() {
    Map<Object, Object> hash = MapShapes.fill(new Churned(), 700);
    Map<Object, Object> concurrent = MapShapes.fill(new ChurnedToo(), 700);
    while (running) {
      drain(hash);
      drain(concurrent);
      rounds++;
    }
  }

  /** Makes and drops as many maps as are kept, and more. */
  private static void makeAndDrop() {
    for (int i = 0; i < 2 * MAPS; i++) {
      dropped = MapShapes.fill(new Small(), 60);
    }
    dropped = null;
  }

  private static void drain(Map<Object, Object> map) {
    MapShapes.leave(map, 0);
    MapShapes.fill(map, 400);
    map.clear();
    MapShapes.fill(map, 400);
  }

  private static void stop() throws InterruptedException {
    running = false;
    churn.join();
    System.out.println("rounds " + rounds);
  }

  /** One of many HashMaps. */
  public static final class Small extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** One of many ConcurrentHashMaps. */
  public static final class SmallToo extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** A HashMap that is filled and drained. */
  public static final class Churned extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }

  /** A ConcurrentHashMap that is filled and drained. */
  public static final class ChurnedToo extends ConcurrentHashMap<Object, Object> {
    private static final long serialVersionUID = 1;
  }
}
