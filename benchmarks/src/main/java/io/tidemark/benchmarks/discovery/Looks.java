package io.tidemark.benchmarks.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.harness.Commands;
import io.tidemark.benchmarks.pauses.WatchedProgram;
import io.tidemark.benchmarks.programs.ManyObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final String ALWAYS = "discovery=always";
  private static final String WITHOUT_LIMIT = "discovery.max-pause=1m";
  private static final long NOTHING_MILLIS = 2000;

  private final Commands commands;
  private final WatchedProgram program;
  private final String pid;

  Looks(Commands commands, WatchedProgram program) {
    this.commands = commands;
    this.program = program;
    this.pid = Long.toString(program.process().pid());
  }

  /** Looks once in one of the ways. */
  Map<String, Double> measure(String arm) throws Exception {
    return switch (arm) {
      case NOTHING -> timed(() -> Thread.sleep(NOTHING_MILLIS));
      case REPORT -> report();
      case SCAN -> scan();
      case HISTOGRAM -> timed(() -> commands.jcmd(pid, "GC.class_histogram", "-all"));
      case DUMP -> dump();
      default -> throw new IllegalArgumentException(arm);
    };
  }

  private Map<String, Double> report() throws Exception {
    String[] out = new String[1];
    Map<String, Double> figures =
        timed(
            () ->
                out[0] =
                    commands.tidemark("report", pid, "--json", ALWAYS, WITHOUT_LIMIT).output());
    figures.put(MISSED, (double) ManyObjects.EMPTIED - found(out[0]));
    return figures;
  }

  private Map<String, Double> scan() throws Exception {
    commands.tidemark("attach", pid, "port=0", "sweep.interval=500ms", ALWAYS, WITHOUT_LIMIT);
    try {
      return timed(() -> commands.tidemark("scan", pid));
    } finally {
      commands.tidemark("detach", pid);
    }
  }

  private Map<String, Double> dump() throws Exception {
    Path file = commands.scratch().resolve("discovery.hprof");
    Files.deleteIfExists(file);
    try {
      return timed(() -> commands.jcmd(pid, "GC.heap_dump", file.toString()));
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
