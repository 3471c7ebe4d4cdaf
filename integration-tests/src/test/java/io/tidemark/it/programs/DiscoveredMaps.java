package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Maps of every kind that a discovery must find, and some that it must leave. */
final class DiscoveredMaps {

  private static final float[] LOAD_FACTORS = {
    0.02f, 0.05f, 0.1f, 0.25f, 0.3f, 0.5f, 0.6f, 0.7f, 0.75f, 0.8f, 0.9f, 1, 1.3f, 2, 10, 50
  };

  private static final String IN_GROWTH = "concurrent in growth";

  private final int minSlots;
  private final Map<String, Object> expected = new TreeMap<>();

  /** What holds the expected sets, and the maps that are not expected. */
  private final List<Object> kept = new ArrayList<>();

  DiscoveredMaps(int minSlots) {
    this.minSlots = minSlots;
  }

  /** The maps that must be found, by a name. */
  Map<String, Object> expected() {
    return expected;
  }

  void make() throws Exception {
    for (float loadFactor : LOAD_FACTORS) {
      grow("grown to the size", loadFactor, new HashMap<>(16, loadFactor));
      grow("linked to the size", loadFactor, new LinkedHashMap<>(16, loadFactor));
      grow("odd start", loadFactor, new HashMap<>(3, loadFactor));
      expect("presized " + loadFactor, one(new HashMap<>(minSlots, loadFactor)));
      expect("presized larger " + loadFactor, one(new HashMap<>(8 * minSlots, loadFactor)));
      leave(new HashMap<>(8 * minSlots, loadFactor));
      leave(one(new HashMap<>(minSlots / 2, loadFactor)));
    }
    expect("no load at all", one(new HashMap<>(minSlots, Float.POSITIVE_INFINITY)));
    subclasses();
    concurrent();
    sets();
    leave(MapShapes.fill(new HashMap<>(), minSlots / 4));
    leave(MapShapes.fill(new ConcurrentHashMap<>(), minSlots / 4));
    leave(new ConcurrentHashMap<>(8 * minSlots));
  }

  /** Takes all entries away but a few; the map in growth is in use. */
  @SuppressWarnings("unchecked")
  void empty() {
    int left = 2;
    for (Map.Entry<String, Object> map : expected.entrySet()) {
      if (!map.getKey().equals(IN_GROWTH)) {
        ((Map<Object, Object>) map.getValue()).clear();
        MapShapes.fill((Map<Object, Object>) map.getValue(), left++ % 10);
      }
    }
  }

  private void subclasses() throws Exception {
    expect("clone", MapShapes.filled(minSlots).clone());
    expect("deserialised", MapShapes.deserialised(MapShapes.filled(minSlots)));
    expect("constants", MapShapes.fill(new Constants(), minSlots));
    expect("more constants", one(new MoreConstants(minSlots)));
    expect("shadowing", MapShapes.fill(new Shadowing(), minSlots));
    expect("bounded", MapShapes.fill(new UserMaps.Lru(minSlots), minSlots + 1));
    expect("hostile", MapShapes.fill(new UserMaps.HostileHashMap(), minSlots));
    expect("anonymous", MapShapes.fill(MapShapes.anonymous(), minSlots));
    leave(new MoreConstants(minSlots));
  }

  private void concurrent() throws Exception {
    expect("concurrent", MapShapes.fill(new ConcurrentHashMap<>(), minSlots));
    expect("concurrent presized", one(new ConcurrentHashMap<>(minSlots)));
    expect("concurrent exact", one(new ConcurrentHashMap<>(minSlots / 2)));
    expect("concurrent by threads", MapShapes.emptiedByThreads(0));
    expect("concurrent constants", MapShapes.fill(new ConcurrentConstants(), minSlots));
    expect("concurrent shadowing", MapShapes.fill(new UserMaps.MineToo(), minSlots));
    expect(IN_GROWTH, growing());
    expect(
        "concurrent deserialised",
        MapShapes.deserialised(MapShapes.fill(new ConcurrentHashMap<>(), minSlots)));
    Properties properties = new Properties();
    MapShapes.fill(properties, minSlots).clear();
    kept.add(properties);
    expect("properties", field(Properties.class, "map", properties));
  }

  private void sets() throws Exception {
    Set<Object> set = new HashSet<>();
    MapShapes.addAll(set, minSlots);
    set.clear();
    kept.add(set);
    expect("set", field(HashSet.class, "map", set));
    Set<Object> linked = new LinkedHashSet<>();
    MapShapes.addAll(linked, minSlots);
    kept.add(linked);
    expect("linked set", field(HashSet.class, "map", linked));
    ConcurrentHashMap.KeySetView<Object, Boolean> view = ConcurrentHashMap.newKeySet();
    MapShapes.addAll(view, minSlots);
    view.clear();
    kept.add(view);
    expect("key set", view.getMap());
  }

  private void grow(String name, float loadFactor, HashMap<Object, Object> map) throws Exception {
    for (int i = 0; slots(map) < minSlots; i++) {
      map.put(i, i);
    }
    map.clear();
    expect(name + " " + loadFactor, map);
  }

  private static int slots(HashMap<?, ?> map) throws Exception {
    Object[] table = (Object[]) field(HashMap.class, "table", map);
    return table == null ? 0 : table.length;
  }

  private static Object field(Class<?> type, String name, Object of) throws Exception {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  /** A map with a table of the size, whose growth waits for the lock of one of its bins. */
  private Map<Object, Object> growing() throws InterruptedException {
    ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>();
    int growsAt = minSlots - minSlots / 4;
    MapShapes.fill(map, growsAt - 1);
    CountDownLatch locked = new CountDownLatch(1);
    daemon(
        () ->
            map.compute(
                0,
                (key, old) -> {
                  locked.countDown();
                  return sleepForever();
                }));
    locked.await();
    Thread grower = daemon(() -> map.put(growsAt, growsAt));
    while (grower.getState() != Thread.State.BLOCKED) {
      Thread.sleep(1);
    }
    return map;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Object sleepForever() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  private static Map<Object, Object> one(Map<Object, Object> map) {
    map.put("one", "entry");
    return map;
  }

  private void expect(String name, Object map) {
    expected.put(name, map);
  }

  private void leave(Object map) {
    kept.add(map);
  }

  /** Its constants move the JVMTI index of every field. */
  interface FourConstants {
    int A = 1;
    float B = 2;
    long C = 3;
    Object D = new Object();
  }

  /** Reached on two ways, to be counted once. */
  interface TwoMore extends FourConstants {
    int E = 5;
    int F = 6;
  }

  static class Constants extends HashMap<Object, Object> implements FourConstants {
    private static final long serialVersionUID = 1;

    Constants() {}

    Constants(int capacity) {
      super(capacity);
    }
  }

  static final class MoreConstants extends Constants implements TwoMore, FourConstants {
    private static final long serialVersionUID = 1;

    MoreConstants(int capacity) {
      super(capacity);
    }
  }

  static final class ConcurrentConstants extends ConcurrentHashMap<Object, Object>
      implements TwoMore {
    private static final long serialVersionUID = 1;
  }

  static final class Shadowing extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;
    final int threshold = 0;
    final float loadFactor = Float.POSITIVE_INFINITY;
  }
}
