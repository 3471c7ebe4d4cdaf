package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.HeapDump;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.MapFacts;
import io.tidemark.it.support.OnEachJdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The ground truth itself is true: shown on a JVM without Tidemark. */
class HeapDumpIT {

  @TempDir Path folder;

  @OnEachJdk
  void theDumpHasEveryKindOfMapWithTheEntriesThatTheProgramCounted(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).withoutAgent().main(MapKinds.class).start()) {
      jvm.run("make");
      List<MapFacts> dumped = HeapDump.take(jvm, folder).maps(4096);
      List<String> made = jvm.stdout().stream().filter(line -> line.startsWith("kind ")).toList();
      assertThat(made).hasSizeGreaterThan(50);
      for (String line : made) {
        String[] kind = line.split(" ");
        assertThat(dumped)
            .as(line)
            .filteredOn(map -> map.type().equals(kind[2]))
            .filteredOn(map -> map.entries() == Long.parseLong(kind[3]))
            .hasSize(1);
      }
      assertThat(jvm.quit()).isZero();
    }
  }

  @OnEachJdk
  void theBytesAreThoseOfTheClassHistogram(Jdk jdk) {
    try (AgentJvm jvm = Launch.on(jdk).withoutAgent().main(MapKinds.class).start()) {
      jvm.run("make");
      HeapDump dump = HeapDump.take(jvm, folder);
      for (String table :
          List.of("java.util.HashMap$Node", "java.util.concurrent.ConcurrentHashMap$Node")) {
        assertThat(dump.bytesOfArrays(table + "[]"))
            .as(table)
            .isEqualTo(HeapDump.histogramBytes(jvm, "[L" + table + ";"))
            .isGreaterThan(1 << 20);
      }
      assertThat(jvm.quit()).isZero();
    }
  }
}
