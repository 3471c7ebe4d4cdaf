package io.tidemark.exporter.metrics;

import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.tidemark.exporter.census.Publication;
import io.tidemark.exporter.process.JvmMemory;
import io.tidemark.exporter.process.ProcessMemory;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All metrics as text. This class alone knows the Prometheus client, so that a move to its version
 * 1 stays here. Every scrape renders one publication. Safe for use by several threads; one renders
 * at a time.
 */
public final class Exposition {
  private final Supplier<Publication> publications;
  private final Supplier<ProcessMemory> memoryReader;
  private final CensusFamilies censusFamilies;
  private final CollectorRegistry prometheus = new CollectorRegistry();
  private final MeterRegistry meters;

  // Held here, since Micrometer holds weakly what its meters ask for their values.
  private final ProcessMeters processMeters;

  // What the scrape that is under way renders; guarded by this.
  private Publication publication;
  private ProcessMemory memory = ProcessMemory.UNKNOWN;
  private AgentMeters agentMeters;
  private long renderedSweeps = -1;
  private List<MetricFamilySamples> renderedFamilies = List.of();

  private Exposition(
      int sitesTop,
      LongSupplier nanoTime,
      Supplier<Publication> publications,
      Supplier<ProcessMemory> memoryReader,
      JvmMemory jvm) {
    this.publications = publications;
    this.memoryReader = memoryReader;
    this.censusFamilies = new CensusFamilies(sitesTop, nanoTime);
    this.meters = newRegistry(prometheus);
    this.processMeters = new ProcessMeters(() -> memory, jvm);
    processMeters.bindTo(meters);
  }

  // Micrometer's registry over the simpleclient, which is the client that is packed
  @SuppressWarnings("deprecation")
  private static MeterRegistry newRegistry(CollectorRegistry prometheus) {
    PrometheusConfig defaults =
        new PrometheusConfig() {
          @Override
          public String get(String key) {
            return null;
          }

          // to find the defaults valid, two dozen classes would be generated at each start
          @Override
          public void requireValid() {}
        };
    return new PrometheusMeterRegistry(defaults, prometheus, Clock.SYSTEM);
  }

  /**
   * Loads the libraries, which takes a while.
   *
   * @param sitesTop how many sites are shown by their excess bytes
   * @param jvmMetrics whether the {@code jvm_memory} families are published
   * @param nanoTime the clock by which sites linger
   * @param publications asked once a scrape
   * @param memoryReader asked once a scrape
   */
  public static Exposition create(
      int sitesTop,
      boolean jvmMetrics,
      LongSupplier nanoTime,
      Supplier<Publication> publications,
      Supplier<ProcessMemory> memoryReader,
      JvmMemory jvm) {
    // Before any other class of Micrometer's, since they take their loggers when they are loaded.
    InternalLoggerFactory.setDefaultFactory(new SilentLoggers());
    Exposition exposition = new Exposition(sitesTop, nanoTime, publications, memoryReader, jvm);
    if (jvmMetrics) {
      new JvmMemoryMeters(jvm).bindTo(exposition.meters);
    }
    return exposition;
  }

  /** The content type to answer with, by the request's Accept header, which may be null. */
  public String contentType(String accept) {
    return TextFormat.chooseContentType(accept);
  }

  /**
   * Writes every metric.
   *
   * @param contentType one that {@link #contentType} gave
   */
  public synchronized void write(String contentType, Writer writer) throws IOException {
    publication = publications.get();
    memory = memoryReader.get();
    try {
      TextFormat.writeFormat(contentType, writer, Collections.enumeration(families()));
    } finally {
      publication = null; // or a census that was replaced would stay until the next scrape
    }
  }

  private List<MetricFamilySamples> families() {
    List<MetricFamilySamples> families = new ArrayList<>(64);
    if (publication.census() != null) {
      if (agentMeters == null) {
        agentMeters = new AgentMeters(() -> publication);
        agentMeters.bindTo(meters);
      }
      families.addAll(censusFamilies());
    }
    for (MetricFamilySamples family : Collections.list(prometheus.metricFamilySamples())) {
      addKnown(family, families);
    }
    return families;
  }

  private List<MetricFamilySamples> censusFamilies() {
    if (renderedSweeps != publication.sweeps()) {
      List<MetricFamilySamples> families = new ArrayList<>();
      for (Family family : censusFamilies.of(publication.census())) {
        if (!family.rows().isEmpty()) {
          families.add(toSamples(family));
        }
      }
      renderedFamilies = families;
      renderedSweeps = publication.sweeps();
    }
    return renderedFamilies;
  }

  private static MetricFamilySamples toSamples(Family family) {
    List<Sample> samples = new ArrayList<>(family.rows().size());
    for (Family.Row row : family.rows()) {
      samples.add(new Sample(family.name(), family.labels(), row.labelValues(), row.value()));
    }
    Collector.Type type =
        family.kind() == Family.Kind.COUNTER ? Collector.Type.COUNTER : Collector.Type.GAUGE;
    return new MetricFamilySamples(family.name(), type, family.help(), samples);
  }

  /** A gauge says NaN where its value is not known: it is left out, and so is an empty family. */
  private static void addKnown(MetricFamilySamples family, List<MetricFamilySamples> families) {
    List<Sample> known = new ArrayList<>(family.samples.size());
    for (Sample sample : family.samples) {
      if (!Double.isNaN(sample.value)) {
        known.add(sample);
      }
    }
    if (!known.isEmpty()) {
      families.add(new MetricFamilySamples(family.name, family.type, family.help, known));
    }
  }
}
