package io.tidemark.examples.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The parts of the manifests fit each other, and the image. */
class KubernetesTest {

  private static final String DEFAULT_PORT = "9746";

  private static Object deployment;
  private static Object monitor;

  @BeforeAll
  static void read() throws IOException {
    deployment = read("deployment.yml");
    monitor = read("podmonitor.yml");
  }

  private static Object read(String file) throws IOException {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(Path.of("kubernetes", file)));
  }

  /** What is there under keys of maps and, a number, of lists; fails where nothing is. */
  private static Object at(Object document, Object... keys) {
    Object here = document;
    for (Object key : keys) {
      here = key instanceof Integer n ? ((List<?>) here).get(n) : ((Map<?, ?>) here).get(key);
      assertThat(here).as("%s of %s", key, List.of(keys)).isNotNull();
    }
    return here;
  }

  private static String text(Object document, Object... keys) {
    return at(document, keys).toString();
  }

  private static Object pod() {
    return at(deployment, "spec", "template", "spec");
  }

  private static String javaOptions() {
    assertThat(text(pod(), "containers", 0, "env", 0, "name")).isEqualTo("JAVA_TOOL_OPTIONS");
    return text(pod(), "containers", 0, "env", 0, "value");
  }

  @Test
  void theJarIsLoadedFromWhereItWasCopiedTo() throws IOException {
    String from = text(pod(), "initContainers", 0, "command", 1);
    String to = text(pod(), "initContainers", 0, "command", 2);
    String copying = text(pod(), "initContainers", 0, "volumeMounts", 0, "mountPath");
    String loading = text(pod(), "containers", 0, "volumeMounts", 0, "mountPath");

    assertThat(text(pod(), "initContainers", 0, "command", 0)).isEqualTo("cp");
    assertThat(Files.readString(Path.of("../Dockerfile"))).contains(" " + from + "\n");
    assertThat(to).startsWith(copying + "/");
    assertThat(javaOptions())
        .startsWith("-javaagent:" + loading + to.substring(copying.length()) + "=");
  }

  @Test
  void bothContainersMountTheVolume() {
    String volume = text(pod(), "volumes", 0, "name");

    assertThat(text(pod(), "initContainers", 0, "volumeMounts", 0, "name")).isEqualTo(volume);
    assertThat(text(pod(), "containers", 0, "volumeMounts", 0, "name")).isEqualTo(volume);
  }

  @Test
  void thePortIsTheSameEverywhere() {
    Object port = at(pod(), "containers", 0, "ports", 0);

    assertThat(javaOptions()).doesNotContain("port=");
    assertThat(text(port, "containerPort")).isEqualTo(DEFAULT_PORT);
    assertThat(text(deployment, "spec", "template", "metadata", "annotations"))
        .contains("prometheus.io/port=" + DEFAULT_PORT, "prometheus.io/path=/metrics");
    assertThat(text(monitor, "spec", "podMetricsEndpoints", 0, "port"))
        .isEqualTo(text(port, "name"));
    assertThat(text(monitor, "spec", "podMetricsEndpoints", 0, "path")).isEqualTo("/metrics");
  }

  @Test
  void thePodIsAdmittedUnderTheLevelRestrictedOfPodSecurity() {
    assertThat(at(pod(), "securityContext", "runAsNonRoot")).isEqualTo(true);
    assertThat(text(pod(), "securityContext", "seccompProfile", "type"))
        .isEqualTo("RuntimeDefault");
    for (String containers : List.of("initContainers", "containers")) {
      assertThat((List<?>) at(pod(), containers)).hasSize(1);
      Object security = at(pod(), containers, 0, "securityContext");
      assertThat(at(security, "allowPrivilegeEscalation")).isEqualTo(false);
      assertThat(at(security, "capabilities", "drop")).isEqualTo(List.of("ALL"));
    }
  }

  @Test
  void thePodsAreSelected() {
    Object labels = at(deployment, "spec", "template", "metadata", "labels");

    assertThat(at(deployment, "spec", "selector", "matchLabels")).isEqualTo(labels);
    assertThat(at(monitor, "spec", "selector", "matchLabels")).isEqualTo(labels);
  }
}
