package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Application;
import io.tidemark.it.programs.CaptureAgent;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Attach;
import io.tidemark.it.support.CodeSizes;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.io.TempDir;

/** What is woven keeps to HotSpot's inlining budgets, method by method. */
class WovenCodeIT {

  /** FreqInlineSize: a hot callee with more bytecodes is not inlined. */
  private static final int HOT = 325;

  /** MaxInlineSize: a callee that is not hot is inlined up to here. */
  private static final int COLD = 35;

  private static final Set<String> WOVEN =
      Set.of(
          "HashMap.HashMap(int, float)",
          "HashMap.resize()",
          "HashMap.readObject(java.io.ObjectInputStream)",
          "HashMap.removeNode(int, java.lang.Object, java.lang.Object, boolean, boolean)",
          "HashMap.clear()",
          "ConcurrentHashMap.ConcurrentHashMap(int, float, int)",
          "ConcurrentHashMap.initTable()",
          "ConcurrentHashMap.tryPresize(int)",
          "ConcurrentHashMap.transfer(java.util.concurrent.ConcurrentHashMap$Node<K, V>[],"
              + " java.util.concurrent.ConcurrentHashMap$Node<K, V>[])",
          "ConcurrentHashMap.readObject(java.io.ObjectInputStream)",
          "ConcurrentHashMap.addCount(long, int)");

  private static final Map<String, String> HOOKS =
      Map.of(
          "HashMap.class", "inst/java/util/TidemarkHooks5.classdata",
          "ConcurrentHashMap.class", "inst/java/util/concurrent/TidemarkHooks5.classdata");

  @TempDir private Path folder;

  @OnEachJdk
  void everyWovenMethodStaysInItsBudgetAndNoOtherChanges(Jdk jdk) throws Exception {
    Path unwoven = Files.createDirectory(folder.resolve("unwoven"));
    Path woven = Files.createDirectory(folder.resolve("woven"));
    capture(jdk, unwoven, woven);
    Map<String, Integer> before = CodeSizes.of(jdk, unwoven);
    Map<String, Integer> after = CodeSizes.of(jdk, woven);
    Set<String> changed = new TreeSet<>();
    before.forEach(
        (method, size) -> {
          if (!after.get(method).equals(size)) {
            changed.add(method);
            System.out.println(jdk + ": " + method + " " + size + " -> " + after.get(method));
          }
        });
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(changed).isEqualTo(new TreeSet<>(WOVEN));
    for (String method : WOVEN) {
      if (before.get(method) <= HOT) {
        assertThat(after.get(method)).as(method).isLessThanOrEqualTo(HOT);
      }
      if (before.get(method) <= COLD) {
        assertThat(after.get(method)).as(method).isLessThanOrEqualTo(COLD);
      }
    }
  }

  /** Where a ticket is, the JDK's code must not tell it from 0. */
  @OnEachJdk
  void ofTheTransferIndexIsAskedOnlyWhetherItIsAboveZero(Jdk jdk) throws Exception {
    Path unwoven = Files.createDirectory(folder.resolve("unwoven"));
    capture(jdk, unwoven, Files.createDirectory(folder.resolve("woven")));
    assertThat(CodeSizes.usesOf(jdk, unwoven, "transferIndex:I"))
        .hasSizeGreaterThanOrEqualTo(3)
        .isSubsetOf("ifgt", "ifle");
  }

  /** A call would cost each removal from a tracked map. */
  @OnEachJdk
  void whatEveryRemovalRunsIsInlinedHotOrNot(Jdk jdk) throws Exception {
    try (JarFile jar = new JarFile(Launch.tidemarkJar().toFile())) {
      for (Map.Entry<String, String> hooks : HOOKS.entrySet()) {
        try (InputStream in = jar.getInputStream(jar.getEntry(hooks.getValue()))) {
          Files.copy(in, folder.resolve(hooks.getKey()));
        }
      }
    }
    Map<String, Integer> sizes = CodeSizes.of(jdk, folder);
    for (String method :
        List.of(
            "HashMap.removing",
            "HashMap.removingFromFew",
            "HashMap.limit",
            "HashMap.usualLimit",
            "HashMap.fire",
            "ConcurrentHashMap.removing")) {
      assertThat(sizes.entrySet().stream().filter(size -> size.getKey().startsWith(method + "(")))
          .singleElement()
          .satisfies(size -> assertThat(size.getValue()).isLessThanOrEqualTo(COLD));
    }
  }

  private static void capture(Jdk jdk, Path unwoven, Path woven) {
    Path capture = Jars.agent(CaptureAgent.class);
    Launch launch = Launch.on(jdk).flags("-Xverify:all").main(Application.class, "0");
    try (AgentJvm jvm = launch.start()) {
      jvm.ready();
      Attach.load(jvm, capture, unwoven.toString());
      Attach.load(jvm, Launch.tidemarkJar(), "port=0,track.min-slots=5000");
      Attach.load(jvm, capture, woven.toString());
      assertThat(jvm.quit()).isZero();
    }
  }
}
