package io.tidemark.exporter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLimitTest {
  @TempDir Path root;

  @Test
  void versionTwoTakesTheSmallestLimitUpwards() throws IOException {
    write("kube/pod/memory.max", "max");
    write("kube/memory.max", "1048576");
    write("memory.max", "2097152");
    assertThat(limit().read(List.of("0::/kube/pod"))).hasValue(1_048_576);
  }

  @Test
  void versionTwoInsideANamespaceReadsTheMountsRoot() throws IOException {
    write("memory.max", "536870912");
    assertThat(limit().read(List.of("0::/"))).hasValue(536_870_912);
  }

  @Test
  void versionOneFallsBackToTheMountsRootWhereTheHostsPathIsNotThere() throws IOException {
    write("memory/memory.limit_in_bytes", "268435456");
    assertThat(limit().read(List.of("5:cpu,cpuacct:/x", "4:memory:/docker/abc", "0::/docker/abc")))
        .hasValue(268_435_456);
  }

  @Test
  void noLimitIsLeftOut() throws IOException {
    write("memory.max", "max");
    write("memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(limit().read(List.of("4:memory:/", "0::/"))).isEmpty();
    assertThat(limit().read(List.of())).isEmpty();
    assertThat(limit().read(List.of("0::/nowhere", "not a group"))).isEmpty();
  }

  @Test
  void whatIsNoNumberIsLeftOut() throws IOException {
    write("memory.max", "lots");
    assertThat(limit().read(List.of("0::/"))).isEmpty();
  }

  private ContainerLimit limit() {
    return new ContainerLimit(root + "/");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }
}
