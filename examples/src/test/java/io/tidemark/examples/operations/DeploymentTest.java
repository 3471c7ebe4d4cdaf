package io.tidemark.examples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifest is admitted under the level restricted of Pod Security. */
class DeploymentTest {

  private static List<String> parts() throws IOException {
    String manifest = Files.readString(Path.of("kubernetes/deployment.yml"));
    return List.of(manifest.split("(?m)^ {6}(?:initContainers|containers):$"));
  }

  @Test
  void thePodRunsAsNoRootAndWithoutUnusualSystemCalls() throws IOException {
    assertThat(parts().get(0))
        .containsPattern("\\n {6}securityContext:\\n {8}runAsNonRoot: true\\n")
        .containsPattern("\\n {8}seccompProfile:\\n {10}type: RuntimeDefault\\n");
  }

  @Test
  void eachContainerGivesUpWhatItMayNotHave() throws IOException {
    List<String> containers =
        parts().stream()
            .skip(1)
            .flatMap(part -> Stream.of(part.split("(?m)^ {8}- name:")).skip(1))
            .toList();
    assertThat(containers)
        .hasSize(2)
        .allSatisfy(
            container ->
                assertThat(container)
                    .containsPattern(
                        "\\n {10}securityContext:\\n {12}allowPrivilegeEscalation: false\\n")
                    .containsPattern("\\n {12}capabilities:\\n {14}drop: \\[ALL]\\n"));
  }
}
