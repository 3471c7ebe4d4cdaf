package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.company.Beside;
import io.tidemark.it.company.JaCoCo;
import io.tidemark.it.company.JmxExporter;
import io.tidemark.it.company.Maven;
import io.tidemark.it.company.OpenTelemetry;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.Ports;
import io.tidemark.it.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** What {@link CompanyIT} leaves out of every run. */
class LongCompany {

  /** Sets a system property that nobody reads. */
  private static final String NOTHING = "-Dit.nothing=here";

  @TempDir Path folder;

  @OnEachJdk
  void tidemarkBeforeOpenTelemetry(Jdk jdk) throws Exception {
    Beside beside = new Beside(jdk, folder, files -> new OpenTelemetry());
    assertThat(beside.after()).isEqualTo(beside.alone());
  }

  @OnEachJdk
  void jaCoCoBeforeTidemark(Jdk jdk) throws Exception {
    Beside beside = new Beside(jdk, folder, JaCoCo::new);
    assertThat(beside.before()).isEqualTo(beside.alone());
  }

  @OnEachJdk
  void jmxExporterBeforeAndAfterTidemark(Jdk jdk) throws Exception {
    Beside beside = new Beside(jdk, folder, JmxExporter::new);
    Beside.Run alone = beside.alone();
    assertThat(alone.doneSoFar().toString()).contains("jvm_memory_used_bytes", "java_lang_Runtime");
    assertThat(beside.before()).isEqualTo(alone);
    assertThat(beside.after()).isEqualTo(alone);
  }

  @OnEachJdk
  void mavenTellsItsVersionBuildsAndTests(Jdk jdk) throws Exception {
    int port = Ports.free();
    String options = Launch.on(jdk).options("port=" + port).javaagentFlag();
    Maven without = new Maven(jdk, Files.createTempDirectory(folder, "project"), NOTHING);
    Maven with = new Maven(jdk, Files.createTempDirectory(folder, "project"), options);
    assertSame(without.run("-v"), with.run("-v"), port);
    String[] build = {"-q", "package", "-Dspotless.check.skip", "-Denforcer.skip"};
    assertSame(without.run(build), with.run(build), port);
    assertThat(without.isBuilt()).isTrue();
    assertThat(with.isBuilt()).isTrue();
  }

  private static void assertSame(Tool.Result without, Tool.Result with, int port) {
    String start = "http://127.0.0.1:" + port + "/";
    List<String> stderr = with.stderr().stream().filter(line -> !line.endsWith(start)).toList();
    assertThat(without.exitCode()).as("%s", without).isZero();
    assertThat(new Tool.Result(with.exitCode(), with.stdout(), stderr)).isEqualTo(without);
    assertThat(with.stderr()).hasSizeLessThanOrEqualTo(stderr.size() + 1);
  }
}
