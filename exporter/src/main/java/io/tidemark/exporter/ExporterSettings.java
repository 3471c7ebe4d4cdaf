package io.tidemark.exporter;

import io.tidemark.exporter.http.BasicAuth;
import io.tidemark.exporter.http.Tls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the exporter is told. Immutable.
 *
 * @param host the name or address to bind to; a loopback one also limits the Host headers answered
 * @param port the port, 0 for any free one
 * @param sitesTop how many sites are shown by their excess bytes, at least 0
 * @param jvmMetrics whether the {@code jvm_memory} families are published
 * @param sweepInterval the agent's sweep interval; health is judged by it
 * @param tls HTTPS in place of HTTP, where present
 * @param basicAuth credentials asked for everywhere but on the health paths, where present
 */
public record ExporterSettings(
    String host,
    int port,
    int sitesTop,
    boolean jvmMetrics,
    Duration sweepInterval,
    Optional<Tls> tls,
    Optional<BasicAuth> basicAuth) {

  /**
   * @throws IllegalArgumentException where a number is out of its range
   */
  public ExporterSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(sweepInterval, "sweepInterval");
    Objects.requireNonNull(tls, "tls");
    Objects.requireNonNull(basicAuth, "basicAuth");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    if (sitesTop < 0) {
      throw new IllegalArgumentException("sitesTop " + sitesTop + " is below 0");
    }
    if (sweepInterval.isNegative() || sweepInterval.isZero()) {
      throw new IllegalArgumentException("sweepInterval " + sweepInterval + " is not above 0");
    }
  }

  /**
   * By hand: the JDK's {@code ObjectMethods} keeps the last record class whose generated equals it
   * linked, and with it the class loader of an agent that has left.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ExporterSettings that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(host, port, sitesTop, jvmMetrics, sweepInterval, tls, basicAuth);
  }
}
