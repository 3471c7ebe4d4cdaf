package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.company.Beside;
import io.tidemark.it.company.JaCoCo;
import io.tidemark.it.company.OpenTelemetry;
import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.OnEachJdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another agent in the same JVM does and says what it does and says without Tidemark, and Tidemark
 * misses nothing. The other orders and other agents are in {@link LongCompany}.
 */
class CompanyIT {

  @TempDir Path folder;

  @OnEachJdk
  void openTelemetryBeforeTidemark(Jdk jdk) throws Exception {
    Beside beside = new Beside(jdk, folder, files -> new OpenTelemetry());
    Beside.Run alone = beside.alone();
    assertThat((List<?>) alone.done()).as("spans").hasSize(1);
    assertThat(beside.before()).isEqualTo(alone);
  }

  @OnEachJdk
  void jaCoCoAfterTidemark(Jdk jdk) throws Exception {
    Beside beside = new Beside(jdk, folder, JaCoCo::new);
    Beside.Run alone = beside.alone();
    assertThat(alone.done().toString()).contains(MapKinds.class.getName().replace('.', '/'));
    assertThat(beside.after()).isEqualTo(alone);
  }
}
