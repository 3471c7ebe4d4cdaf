package io.tidemark.benchmarks.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.harness.JavaProcess;
import io.tidemark.benchmarks.harness.Jdk;
import io.tidemark.benchmarks.harness.Session;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.programs.ManyObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ways to look at the heap of a running program. Used by one thread. */
final class Looks {

  static final String NOTHING = "nothing";
  static final String REPORT = "Tidemark report";
  static final String SCAN = "Tidemark scan";
  static final String HISTOGRAM = "class histogram";
  static final String DUMP = "heap dump";

  static final List<String> ALL = List.of(NOTHING, REPORT, SCAN, HISTOGRAM, DUMP);

  static final String WALL = "wall ms";
  static final String MISSED = "maps missed";

  private static final List<String> WITHOUT_LIMIT =
      List.of("discovery=always", "discovery.max-pause=1m");
  private static final long NOTHING_MILLIS = 2000;

  private final Session session;
  private final Jdk jdk;
  private final WatchedProgram program;
  private final String pid;

  Looks(Session session, Jdk jdk, WatchedProgram program) {
    this.session = session;
    this.jdk = jdk;
    this.program = program;
    this.pid = Long.toString(program.process().pid());
  }

  /** Looks once in one of the ways. */
  Map<String, Double> measure(String arm) throws Exception {
    return switch (arm) {
      case NOTHING -> timed(() -> Thread.sleep(NOTHING_MILLIS));
      case REPORT -> report();
      case SCAN -> scan();
      case HISTOGRAM -> timed(() -> jcmd("GC.class_histogram", "-all"));
      case DUMP -> dump();
      default -> throw new IllegalArgumentException(arm);
    };
  }

  private Map<String, Double> report() throws Exception {
    List<String> words = new ArrayList<>(List.of("report", pid, "--json"));
    words.addAll(WITHOUT_LIMIT);
    String[] out = new String[1];
    Map<String, Double> figures = timed(() -> out[0] = tidemark(words));
    figures.put(MISSED, (double) ManyObjects.EMPTIED - found(out[0]));
    return figures;
  }

  private Map<String, Double> scan() throws Exception {
    List<String> words = new ArrayList<>(List.of("attach", pid, "port=0"));
    words.addAll(WITHOUT_LIMIT);
    tidemark(words);
    try {
      return timed(() -> tidemark(List.of("scan", pid)));
    } finally {
      tidemark(List.of("detach", pid));
    }
  }

  private Map<String, Double> dump() throws Exception {
    Path file = session.scratch().resolve("discovery.hprof");
    Files.deleteIfExists(file);
    try {
      return timed(() -> jcmd("GC.heap_dump", file.toString()));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private Map<String, Double> timed(WatchedProgram.Action look) throws Exception {
    long start = System.nanoTime();
    long[] end = new long[1];
    Map<String, Double> figures =
        program.during(
            () -> {
              look.run();
              end[0] = System.nanoTime();
            });
    figures.put(WALL, (end[0] - start) / 1e6);
    return figures;
  }

  private String tidemark(List<String> words) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-jar", session.tidemark().toString()));
    arguments.addAll(words);
    try (JavaProcess process = JavaProcess.start(jdk, session.scratch(), arguments)) {
      return process.awaitEnd().output();
    }
  }

  private void jcmd(String command, String argument) throws IOException, InterruptedException {
    Path out = Files.createTempFile(session.scratch(), "jcmd", ".log");
    Process process =
        new ProcessBuilder(jdk.bin("jcmd"), pid, command, argument)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(command + ": " + Files.readString(out));
    }
    Files.delete(out);
  }

  /** How many of the emptied maps are in a census. What precedes it is for people. */
  private static long found(String output) throws IOException {
    JsonNode census = new ObjectMapper().readTree(output.substring(output.indexOf('{')));
    long found = 0;
    for (JsonNode map : census.get("maps")) {
      if (map.get("slots").asInt() > ManyObjects.SLOTS && map.get("candidate").asBoolean()) {
        found++;
      }
    }
    return found;
  }
}
