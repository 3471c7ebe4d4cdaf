package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.HolderRequests;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachCollector;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Tool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who holds a map is named right, however it is held, and nothing of the application is touched.
 */
class HoldersIT {

  private static final int VIRTUAL_THREADS_SINCE = 21;
  private static final String PROGRAMS = "io.tidemark.it.programs.";
  private static final String NOBODY = "null";

  /** Without the package of the programs. */
  private static final Map<String, String> BY_FIELDS =
      Map.ofEntries(
          Map.entry("static field", "HolderZoo.TABLE"),
          Map.entry("instance field", "HolderZoo$OrderService.table"),
          Map.entry("inherited field", "HolderZoo$Base.inherited"),
          Map.entry("enum constant", "HolderZoo$Colour.cache"),
          Map.entry("far from a root", "HolderZoo$Link.table"),
          Map.entry("record", "HolderZoo$Pair.left"),
          Map.entry("lambda", "HolderZoo$$Lambda (captured)"),
          Map.entry("inner class", "HolderZoo$Outer$Inner.this$0"),
          Map.entry("subclass", "HolderZoo.LRU"),
          Map.entry("set", "HolderZoo$OrderService.ids > HashSet.map"),
          Map.entry("subclass of set", "HolderZoo.SUBSET > HolderZoo$MySet.map"),
          Map.entry("key set", "HolderZoo.KEYS > ConcurrentHashMap$CollectionView.map"),
          Map.entry("view", "HolderZoo.VIEW > HashMap$KeySet.this$0"),
          Map.entry(
              "synchronized", "HolderZoo$OrderService.synced > Collections$SynchronizedMap.m"),
          Map.entry(
              "unmodifiable", "HolderZoo$OrderService.readOnly > Collections$UnmodifiableMap.m"),
          Map.entry(
              "two wrappers",
              "HolderZoo$OrderService.both > Collections$SynchronizedMap.m"
                  + " > Collections$UnmodifiableMap.m"),
          Map.entry("properties", "HolderZoo.PROPS > Properties.map"),
          Map.entry("system properties", "System.props > Properties.map"),
          Map.entry("reference", "HolderZoo.REFERENCE > AtomicReference.value"),
          Map.entry("shard", "HolderZoo$Sharded.shards[]"),
          Map.entry("grid", "HolderZoo$Sharded.grid[][]"),
          Map.entry("list", "HolderZoo.LIST > ArrayList.elementData[]"),
          Map.entry("linked list", "HolderZoo.LINKED > LinkedList.first > LinkedList$Node.item"),
          Map.entry("map in map", "HolderZoo.BY_TENANT > HashMap.table[] > HashMap$Node.value"),
          Map.entry(
              "map in concurrent map",
              "HolderZoo.REGISTRY > ConcurrentHashMap.table[] > ConcurrentHashMap$Node.val"),
          Map.entry("thread local", "HolderZoo.LOCAL (thread local of zoo-local)"),
          Map.entry(
              "set in thread local", "HolderZoo.LOCAL (thread local of zoo-set) > HashSet.map"),
          Map.entry(
              "nameless thread local",
              "Thread.threadLocals (zoo-nameless) > ThreadLocal$ThreadLocalMap.table[]"
                  + " > ThreadLocal$ThreadLocalMap$Entry.value"),
          Map.entry("thread's target", "HolderZoo$Job.table"),
          Map.entry("soft", NOBODY),
          Map.entry("weak", NOBODY));

  /** What lies in classes whose fields can't be asked for by reflection. */
  private static final Map<String, String> BY_HIDDEN_FIELDS =
      Map.of(
          "beside an unloaded type", "HolderZoo$Partly.MAP",
          "class of another loader", "HolderZoo$Foreign.MAP");

  private static final Map<String, String> BY_STACKS =
      Map.of(
          "local variable",
          "stack HolderZoo$Worker.run: pending (zoo-worker)",
          "set in a local variable",
          "stack HolderZoo$Worker.run: ids (zoo-worker) > HashSet.map",
          "array in a local variable",
          "stack HolderZoo$Worker.run: parts[] (zoo-worker)",
          "object in a local variable",
          "HolderZoo$Content.content");

  private static final Map<String, String> BY_VIRTUAL_STACKS =
      Map.of(
          "set on a virtual thread",
          "stack HolderZooGuests.park: visitors (a thread without a name) > HashSet.map",
          "set on a virtual thread that runs",
          "stack HolderZooGuests.run: guests (a thread without a name) > HashSet.map");

  private static final Pattern HOLDER = Pattern.compile("holder of ([^:]+): (.*)");

  @OnEachCollector
  void everyHolderIsNamed(Jdk jdk, String collector) {
    try (AgentJvm jvm = prepared(jdk, collector)) {
      jvm.run("find");
      assertThat(holders(jvm)).isEqualTo(all(jdk));
      assertThat(jvm.awaitStdout("result")).contains("brokenOff=false");
      assertApplicationUntouched(jvm);
    }
  }

  @OnEachJdk
  void everyHolderIsNamedWithoutCompressedReferencesAndNoJniRuleIsBroken(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk, "-XX:-UseCompressedOops", "-Xcheck:jni")) {
      jvm.run("find");
      assertThat(holders(jvm)).isEqualTo(all(jdk));
      assertThat(jvm.stderr()).isEmpty();
      assertThat(jvm.stdout()).noneMatch(line -> line.contains("at io.tidemark.agent."));
    }
  }

  @OnEachJdk
  void fieldsAreNamedWithoutTheLibrary(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("find-in-java");
      Map<String, String> expected = all(jdk);
      expected.putAll(BY_FIELDS);
      BY_HIDDEN_FIELDS.keySet().forEach(name -> expected.put(name, NOBODY));
      stacks(jdk).keySet().forEach(name -> expected.put(name, NOBODY));
      assertThat(holders(jvm)).isEqualTo(withPackage(expected));
      assertThat(jvm.awaitStdout("result")).contains("longestPause=PT0S");
      assertApplicationUntouched(jvm);
    }
  }

  /** The JVM tells of a virtual thread that runs where nothing else has led to one. */
  @OnEachJdk
  void theStackOfAVirtualThreadThatRunsIsLookedAtWhoeverKnowsTheThread(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk, "-Djdk.trackAllThreads=false")) {
      jvm.run("find");
      Map<String, String> expected = all(jdk);
      // nobody holds the thread that is parked, nor what is on its stack
      expected.remove("set on a virtual thread");
      assertThat(holders(jvm)).containsAllEntriesOf(expected);
      assertApplicationUntouched(jvm);
    }
  }

  @OnEachJdk
  void noStackIsLookedAtWhereNoPauseIsAllowed(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("find-without-pause");
      Map<String, String> expected = all(jdk);
      stacks(jdk).keySet().forEach(name -> expected.put(name, NOBODY));
      assertThat(holders(jvm)).isEqualTo(expected);
      assertThat(jvm.awaitStdout("result")).contains("longestPause=PT0S");
    }
  }

  /** Read by the wrong one's offset, what is no object crashed the JVM. */
  @OnEachJdk
  void fieldsOfOneNameAreNotRead(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("make-overloaded");
      jvm.run("find");
      assertThat(holders(jvm)).isEqualTo(all(jdk));
      assertApplicationUntouched(jvm);
    }
  }

  @OnEachJdk
  void theWalkEndsAtItsBounds(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("find-a-little");
      assertThat(jvm.awaitStdout("result")).containsPattern("visitedObjects=(2\\d{3}|3000),");
      // the stacks are looked at whatever the walk has not come to, virtual threads among it
      assertThat(holders(jvm))
          .containsEntry("static field", PROGRAMS + "HolderZoo.TABLE")
          .containsEntry(
              "local variable", "stack " + PROGRAMS + "HolderZoo$Worker.run: pending (zoo-worker)");
    }
  }

  @OnEachJdk
  void aMapBehindMuchDataIsFoundWithinTheBounds(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("make-data");
      jvm.run("find-some");
      assertThat(holders(jvm))
          .containsEntry("far from a root", PROGRAMS + "HolderZoo$Link.table")
          .containsEntry("weak", NOBODY);
    }
  }

  @OnEachJdk
  void nothingIsLeft(Jdk jdk) {
    try (AgentJvm jvm = prepared(jdk)) {
      jvm.run("find");
      jvm.run("drop");
      assertThat(jvm.awaitStdout("loader")).isEqualTo("loader gone");
      List<String> mapped = Tool.run(List.of("cat", "/proc/" + jvm.pid() + "/maps")).stdout();
      assertThat(mapped).noneMatch(line -> line.contains("libtidemark"));
    }
  }

  private static AgentJvm prepared(Jdk jdk, String... flags) {
    AgentJvm jvm =
        Launch.on(jdk)
            .flags("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED")
            .flags(flags)
            .mainOfParts(HolderRequests.class)
            .start();
    jvm.run("make");
    jvm.run("load");
    return jvm;
  }

  private static void assertApplicationUntouched(AgentJvm jvm) {
    assertThat(jvm.awaitStdout("newly loaded")).isEqualTo("newly loaded []");
    assertThat(jvm.stdout())
        .noneMatch(line -> line.contains("initialised") || line.contains("loader was asked"));
    assertThat(jvm.stdout()).noneMatch(line -> line.toUpperCase().contains("WARNING"));
    assertThat(jvm.stderr()).isEmpty();
  }

  private static Map<String, String> holders(AgentJvm jvm) {
    Map<String, String> holders = new TreeMap<>();
    for (String line : jvm.stdout()) {
      Matcher matcher = HOLDER.matcher(line);
      if (matcher.matches()) {
        holders.put(matcher.group(1), matcher.group(2));
      }
    }
    return holders;
  }

  private static Map<String, String> all(Jdk jdk) {
    Map<String, String> all = new TreeMap<>(BY_FIELDS);
    all.putAll(BY_HIDDEN_FIELDS);
    all.putAll(stacks(jdk));
    return withPackage(all);
  }

  private static Map<String, String> stacks(Jdk jdk) {
    Map<String, String> stacks = new TreeMap<>(BY_STACKS);
    if (jdk.feature() >= VIRTUAL_THREADS_SINCE) {
      stacks.putAll(BY_VIRTUAL_STACKS);
    }
    return stacks;
  }

  private static Map<String, String> withPackage(Map<String, String> holders) {
    Map<String, String> full = new TreeMap<>();
    holders.forEach(
        (name, holder) ->
            full.put(
                name,
                holder.replaceAll(
                    "(?<!\\.)HolderZoo", Matcher.quoteReplacement(PROGRAMS) + "HolderZoo")));
    return full;
  }
}
