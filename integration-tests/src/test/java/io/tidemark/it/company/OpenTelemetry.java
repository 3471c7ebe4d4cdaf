package io.tidemark.it.company;

import io.tidemark.it.programs.MapKinds;
import io.tidemark.it.support.AgentJvm;
import io.tidemark.it.support.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenTelemetry's agent, which prints a span for each call of {@code MapKinds.make}. */
public final class OpenTelemetry implements OtherAgent {

  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d:\\d{3} [+-]\\d{4}");
  private static final Pattern SPAN_IDS = Pattern.compile(" [0-9a-f]{32} [0-9a-f]{16} ");
  private static final Pattern MODULE_HASH = Pattern.compile("unnamed module @[0-9a-f]+");

  /** In a HashMap's order, whose keys' hash codes are other ones in each run. */
  private static final Pattern ATTRIBUTES = Pattern.compile("(?<=\\{data=\\{)[^}]*");

  @Override
  public Path jar() {
    return OtherAgent.folder().resolve("opentelemetry-javaagent.jar");
  }

  @Override
  public String argument() {
    return "otel.instrumentation.methods.include=" + MapKinds.class.getName() + "[make]";
  }

  @Override
  public void configure(Launch launch) {
    launch
        .environment("OTEL_TRACES_EXPORTER", "console")
        .environment("OTEL_METRICS_EXPORTER", "none")
        .environment("OTEL_LOGS_EXPORTER", "none");
  }

  /** The spans that it printed. */
  @Override
  public List<String> done(AgentJvm jvm) {
    return jvm.stderr().stream()
        .filter(line -> line.contains("LoggingSpanExporter"))
        .map(this::plain)
        .toList();
  }

  @Override
  public String plain(String line) {
    String timeless = TIME.matcher(line).replaceAll("TIME");
    String nameless = SPAN_IDS.matcher(timeless).replaceAll(" TRACE SPAN ");
    String hashless = MODULE_HASH.matcher(nameless).replaceAll("unnamed module");
    return ATTRIBUTES
        .matcher(hashless)
        .replaceAll(data -> Matcher.quoteReplacement(sorted(data.group())));
  }

  private static String sorted(String attributes) {
    return Stream.of(attributes.split(", ")).sorted().collect(Collectors.joining(", "));
  }
}
