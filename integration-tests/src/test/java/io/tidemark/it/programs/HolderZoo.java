package io.tidemark.it.programs;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Maps that are held in every way there is; each is known by a name, and weakly. */
final class HolderZoo {

  /** Every map's table has at least so many. */
  private static final int SLOTS = 1024;

  static final Map<Object, Object> TABLE = map("static field");
  static final Map<String, Map<Object, Object>> BY_TENANT = new HashMap<>();
  static final Map<String, Map<Object, Object>> REGISTRY = new ConcurrentHashMap<>();
  static final List<Map<Object, Object>> LIST = new ArrayList<>();
  static final List<Map<Object, Object>> LINKED = new LinkedList<>();
  static final Set<Object> KEYS = ConcurrentHashMap.newKeySet(SLOTS);
  static final Set<Object> VIEW = map("view").keySet();
  static final Set<Object> SUBSET = new MySet();
  static final Properties PROPS = new Properties(SLOTS);
  static final AtomicReference<Object> REFERENCE = new AtomicReference<>(map("reference"));
  static final Supplier<Object> LAMBDA = capturing(map("lambda"));
  static final Object LRU = named("subclass", one(new Lru()));
  static final OrderService SERVICE = new OrderService();
  static final Sharded SHARDED = new Sharded();
  static final Pair PAIR = new Pair(map("record"), "right");
  static final Object INNER = Collections.singletonList(outer().new Inner());
  static final Object SUB = new Sub();
  static WeakReference<Object> weak;
  static final SoftReference<Object> SOFT = new SoftReference<>(map("soft"));
  static final Link DEEP = Link.chain(12, map("far from a root"));
  static final List<Object> DATA = new ArrayList<>();
  static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

  private static final String FOREIGN = "io.tidemark.it.programs.HolderZoo$Foreign";
  private static final String OVERLOADED = "io.tidemark.it.programs.HolderZoo$Overloaded";

  private static AskedLoader loader;
  private static Map<String, WeakReference<Object>> names;

  private HolderZoo() {}

  /** The maps, by names that say how they are held. */
  static Map<String, WeakReference<Object>> maps() {
    return names;
  }

  static void fill() throws Exception {
    BY_TENANT.put("tenant", map("map in map"));
    REGISTRY.put("tenant", map("map in concurrent map"));
    LIST.add(map("list"));
    for (int i = 0; i < 5; i++) {
      LINKED.add(i == 2 ? map("linked list") : null);
    }
    KEYS.add("key");
    SUBSET.add("key");
    PROPS.setProperty("key", "value");
    named(
        "key set",
        field(KEYS, Class.forName("java.util.concurrent.ConcurrentHashMap$CollectionView"), "map"));
    named("properties", field(PROPS, Properties.class, "map"));
    named("system properties", field(System.getProperties(), Properties.class, "map"));
    named("subclass of set", field(SUBSET, HashSet.class, "map"));
    named("set", field(SERVICE.ids, HashSet.class, "map"));
    Colour.RED.getClass();
    start("zoo-local", () -> LOCAL.set(map("thread local")));
    start("zoo-set", () -> LOCAL.set(set("set in thread local")));
    start("zoo-nameless", () -> new ThreadLocal<>().set(map("nameless thread local")));
    start("zoo-target", new Job());
    // before the worker: a look at the stacks that ended there would not come to it
    HolderZooGuests.start();
    new Worker().start();
    Worker.RUNNING.await();
  }

  /** A map that only its caller holds strongly. */
  static Map<Object, Object> weak() {
    Map<Object, Object> map = map("weak");
    weak = new WeakReference<>(map);
    return map;
  }

  /** Half a million objects that are nearer to a root than some map. */
  static void data() {
    for (int i = 0; i < 500; i++) {
      List<Object> rows = new ArrayList<>();
      for (int row = 0; row < 1000; row++) {
        rows.add(new ArrayList<>());
      }
      DATA.add(rows);
    }
  }

  static void asleep() throws Exception {
    Class.forName(HolderZoo.class.getName() + "$Asleep", false, HolderZoo.class.getClassLoader());
    Partly.MAP.size();
    loader = new AskedLoader();
    Constructor<?> foreign = Class.forName(FOREIGN, true, loader).getDeclaredConstructor();
    foreign.setAccessible(true);
    named("class of another loader", ((Supplier<?>) foreign.newInstance()).get());
    loader.silent = false;
  }

  /** Objects whose two fields have one name. */
  static void overloaded() throws Exception {
    Constructor<?> made =
        Class.forName(OVERLOADED, true, new AskedLoader()).getDeclaredConstructor();
    made.setAccessible(true);
    for (int i = 0; i < 1000; i++) {
      DATA.add(made.newInstance());
    }
  }

  /** A thread that does that and then lives on. */
  private static void start(String name, Runnable first) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Thread thread = new Thread(new Lasting(first, done), name);
    thread.setDaemon(true);
    thread.start();
    done.await();
  }

  private static void sleepForever() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<Object, Object> map(String name) {
    return named(name, one(new HashMap<>(SLOTS)));
  }

  private static <M extends Map<Object, Object>> M one(M map) {
    map.put("key", "value");
    return map;
  }

  private static Set<Object> one(Set<Object> set) {
    set.add("key");
    return set;
  }

  static Set<Object> set(String name) {
    Set<Object> set = one(new HashSet<>(SLOTS));
    try {
      named(name, field(set, HashSet.class, "map"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return set;
  }

  private static synchronized <T> T named(String name, T map) {
    if (names == null) {
      names = new TreeMap<>();
    }
    names.put(name, new WeakReference<>(map));
    return map;
  }

  private static Object field(Object of, Class<?> type, String name)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  private static Supplier<Object> capturing(Map<Object, Object> map) {
    return () -> map;
  }

  private static Outer outer() {
    return named("inner class", one(new Outer()));
  }

  static final class OrderService {
    final Map<Object, Object> table = map("instance field");
    final Set<Object> ids = one(new HashSet<>(SLOTS));
    final Map<Object, Object> synced = Collections.synchronizedMap(map("synchronized"));
    final Map<Object, Object> readOnly = Collections.unmodifiableMap(map("unmodifiable"));
    final Map<Object, Object> both =
        Collections.synchronizedMap(Collections.unmodifiableMap(map("two wrappers")));
    final Object checked =
        Collections.checkedMap(new LinkedHashMap<>(), Object.class, Object.class);
  }

  static final class Sharded {
    final Object[] shards = {null, map("shard")};
    final Map<?, ?>[][] grid = {{}, {null, map("grid")}};
  }

  record Pair(Map<Object, Object> left, Object right) {}

  enum Colour {
    RED;
    final Map<Object, Object> cache = map("enum constant");
  }

  static final class Lru extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    Lru() {
      super(SLOTS);
    }
  }

  static final class MySet extends HashSet<Object> {
    private static final long serialVersionUID = 1;

    MySet() {
      super(SLOTS);
    }
  }

  static final class Outer extends HashMap<Object, Object> {
    private static final long serialVersionUID = 1;

    Outer() {
      super(SLOTS);
    }

    final class Inner {
      int outerSize() {
        return size();
      }
    }
  }

  record Link(Link next, Map<Object, Object> table) {
    static Link chain(int length, Map<Object, Object> end) {
      return new Link(length == 0 ? null : chain(length - 1, end), length == 0 ? end : null);
    }
  }

  static class Base {
    final Map<Object, Object> inherited = map("inherited field");
  }

  static final class Sub extends Base {}

  /** Runs something and holds on to nothing of it. */
  private static final class Lasting implements Runnable {
    private Runnable first;
    private final CountDownLatch done;

    Lasting(Runnable first, CountDownLatch done) {
      this.first = first;
      this.done = done;
    }

    @Override
    public void run() {
      first.run();
      if (!(first instanceof Job)) {
        first = null;
      }
      done.countDown();
      sleepForever();
    }
  }

  static final class Job implements Runnable {
    private final Map<Object, Object> table = map("thread's target");

    @Override
    public void run() {
      table.clear();
    }
  }

  static final class Worker extends Thread {
    static final CountDownLatch RUNNING = new CountDownLatch(1);

    Worker() {
      super("zoo-worker");
      setDaemon(true);
    }

    @Override
    public void run() {
      Map<Object, Object> pending = map("local variable");
      Set<Object> ids = set("set in a local variable");
      Object[] parts = {map("array in a local variable")};
      work(pending, ids);
      System.out.println(pending.size() + ids.size() + parts.length);
    }

    private static void work(Map<Object, Object> argument, Set<Object> arguments) {
      new Content(map("object in a local variable")).hold(argument, arguments);
    }
  }

  record Content(Map<Object, Object> content) {
    void hold(Map<Object, Object> argument, Set<Object> arguments) {
      Worker.RUNNING.countDown();
      sleepForever();
      System.out.println(argument.size() + arguments.size() + content.size());
    }
  }

  /** Is loaded and never initialised. */
  static final class Asleep {
    static final Map<Object, Object> MAP = map("asleep");

    static {
      System.out.println("Asleep was initialised");
    }
  }

  /** Has fields of a type that nobody loaded. */
  static final class Partly {
    static final Map<Object, Object> MAP = map("beside an unloaded type");
    static NeverLoaded never;
    NeverLoaded neverEither;
  }

  static final class NeverLoaded {}

  /** Lies in a class loader of the application's own. */
  static final class Foreign implements Supplier<Object> {
    static final Map<Object, Object> MAP = new HashMap<>(Map.of("key", "foreign"));
    static NeverLoaded never;

    Foreign() {}

    @Override
    public Object get() {
      return MAP;
    }
  }

  /** Its loader gives both fields one name, as obfuscators give fields of different types. */
  static final class Overloaded {
    static Object ofClass = "of the class";
    Object[] ofThing = {"of the thing"};

    Overloaded() {}
  }

  /** Says when it is asked for a class. */
  static final class AskedLoader extends ClassLoader {
    volatile boolean silent = true;

    AskedLoader() {
      super(HolderZoo.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!silent) {
        System.out.println("a loader was asked for " + name);
      }
      boolean own = name.equals(FOREIGN) || name.equals(OVERLOADED);
      if (!own || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        String type = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        byte[] bytes = type.replace("ofThing", "ofClass").getBytes(StandardCharsets.ISO_8859_1);
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
