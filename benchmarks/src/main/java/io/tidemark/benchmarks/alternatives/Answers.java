package io.tidemark.benchmarks.alternatives;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.harness.Commands;
import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.programs.ParseDump;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks which maps of the program hold how much for nothing, in each of the ways, while one of them
 * is empty that will be refilled. Used by one thread.
 */
final class Answers {

  static final String TIME = "time to the answer ms";
  static final String AGE = "age of the answer ms";
  static final String TARGET_CPU = "CPU of the application's JVM ms";
  static final String TOOL_CPU = "CPU of the tool ms";
  static final String DISK = "disk MB";

  /** A sweep falls into it, and it is shorter than a phase of the program. */
  private static final long WINDOW_MILLIS = 4000;

  private final Commands commands;
  private final WatchedProgram program;
  private final String pid;

  Answers(Commands commands, WatchedProgram program) {
    this.commands = commands;
    this.program = program;
    this.pid = Long.toString(program.process().pid());
  }

  /** What one way of asking costs, besides the pauses. */
  private record Cost(double millis, double toolCpu) {}

  private static Cost cost(JavaProcess.Ended tool) {
    return new Cost(tool.wallMillis(), tool.cpuMillis());
  }

  @FunctionalInterface
  private interface Way {
    Cost ask() throws Exception;
  }

  /** Nobody asks. */
  Map<String, Double> nothing() throws Exception {
    return measure(
        () -> {
          Thread.sleep(WINDOW_MILLIS);
          return new Cost(0, 0);
        });
  }

  Map<String, Double> histogram() throws Exception {
    Map<String, Double> figures = measure(() -> cost(commands.jcmd(pid, "GC.class_histogram")));
    figures.putAll(MapCase.unanswered());
    return figures;
  }

  /** One dump, and the answers by two rules, in this order: ours, Eclipse MAT's. */
  List<Map<String, Double>> dump() throws Exception {
    Path folder = Files.createTempDirectory(commands.scratch(), "dump");
    String file = folder.resolve("heap.hprof").toString();
    try {
      Map<String, Double> figures = measure(() -> cost(commands.jcmd(pid, "GC.heap_dump", file)));
      JavaProcess.Ended parsed =
          commands.run(
              List.of(
                  "-Xmx2g",
                  "-Djava.io.tmpdir=" + folder,
                  "-cp",
                  classPath(),
                  ParseDump.class.getName()),
              file);
      figures.merge(TIME, parsed.wallMillis(), Double::sum);
      figures.merge(TOOL_CPU, parsed.cpuMillis(), Double::sum);
      // the parser keeps a cache beside the dump
      figures.put(DISK, files(folder).filter(File::isFile).mapToLong(File::length).sum() / 1e6);
      Map<String, Double> mat = new TreeMap<>(figures);
      figures.putAll(MapCase.judge(DumpRules.own(parsed.output())));
      mat.putAll(MapCase.judge(DumpRules.mat(parsed.output())));
      return List.of(figures, mat);
    } finally {
      files(folder).forEach(File::delete);
    }
  }

  /** The files and folders in a folder and itself, the innermost first. */
  private static Stream<File> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).map(Path::toFile).toList().stream();
    }
  }

  /** That of this JVM, which a process in another folder can use. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Attaches, shows the candidates, detaches. */
  Map<String, Double> report() throws Exception {
    String[] census = new String[1];
    Map<String, Double> figures =
        measure(
            () -> {
              JavaProcess.Ended ended = commands.tidemark("report", pid, "--json");
              census[0] = ended.output();
              return cost(ended);
            });
    figures.putAll(MapCase.judge(named(json(census[0]), "candidate")));
    return figures;
  }

  /** Reads the flags of a Tidemark that is in since the start. */
  Map<String, Double> flags(int port) throws Exception {
    String server = "http://127.0.0.1:" + port;
    HttpClient client = HttpClient.newHttpClient();
    get(client, server + "/-/healthy");
    Instant[] asked = new Instant[1];
    String[] census = new String[1];
    Map<String, Double> figures =
        measure(
            () -> {
              Thread.sleep(WINDOW_MILLIS);
              asked[0] = Instant.now();
              long start = System.nanoTime();
              census[0] = get(client, server + "/api/census");
              return new Cost((System.nanoTime() - start) / 1e6, 0);
            });
    JsonNode root = json(census[0]);
    Instant takenAt = Instant.parse(root.get("takenAt").asText());
    figures.put(AGE, (double) Math.max(0, Duration.between(takenAt, asked[0]).toMillis()));
    figures.putAll(MapCase.judge(named(root, "retainedEmpty")));
    return figures;
  }

  private Map<String, Double> measure(Way way) throws Exception {
    awaitEmptied();
    Cost[] cost = new Cost[1];
    double cpu = program.process().cpuMillis();
    Map<String, Double> figures = program.during(() -> cost[0] = way.ask());
    figures.put(TARGET_CPU, program.process().cpuMillis() - cpu);
    figures.put(TIME, cost[0].millis());
    figures.put(TOOL_CPU, cost[0].toolCpu());
    figures.put(DISK, 0.0);
    return figures;
  }

  /** Waits until the map that is emptied again and again was emptied just now. */
  private void awaitEmptied() throws IOException, InterruptedException {
    long before =
        program.process().output().lines().filter(line -> line.startsWith("emptied ")).count();
    program.process().awaitLine("emptied " + (before + 1) + ".");
  }

  private static Set<String> named(JsonNode census, String flag) {
    Set<String> named = new TreeSet<>();
    for (JsonNode map : census.get("maps")) {
      if (map.get(flag).asBoolean()) {
        named.add(map.get("className").asText());
      }
    }
    return named;
  }

  /** What precedes the census is for people. */
  private static JsonNode json(String output) throws IOException {
    return new ObjectMapper().readTree(output.substring(output.indexOf('{')));
  }

  private static String get(HttpClient client, String url)
      throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
