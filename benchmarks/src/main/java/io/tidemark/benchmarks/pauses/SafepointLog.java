package io.tidemark.benchmarks.pauses;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM writes about its safepoints, with the one tag {@code safepoint} at level info. */
public final class SafepointLog {

  private static final Pattern SAFEPOINT =
      Pattern.compile(
          "\\[(?<at>\\d+)ms\\].*Safepoint \"(?<operation>[^\"]+)\".* Total: +(?<nanos>\\d+) ns");

  private final Path file;

  /** The log in that file. */
  public SafepointLog(Path file) {
    this.file = file;
  }

  /** The option that makes a JVM write it. */
  public String option() {
    return option(file);
  }

  /** The option that makes a JVM write one into that file. */
  public static String option(Path file) {
    return "-Xlog:safepoint=info:file=" + file + ":uptimemillis";
  }

  /** How many lines there are now. */
  public int lines() throws IOException {
    return Files.readAllLines(file).size();
  }

  /** The longest safepoint after so many lines, in milliseconds; 0 where there was none. */
  public double longestAfter(int lines) throws IOException {
    return after(lines).stream().mapToDouble(Safepoint::millis).max().orElse(0);
  }

  /** All safepoints after so many lines together, in milliseconds. */
  public double allAfter(int lines) throws IOException {
    return after(lines).stream().mapToDouble(Safepoint::millis).sum();
  }

  private List<Safepoint> after(int lines) throws IOException {
    List<String> all = Files.readAllLines(file);
    return parse(all.subList(lines, all.size()));
  }

  /** The safepoints among some lines. */
  public static List<Safepoint> parse(List<String> lines) {
    List<Safepoint> safepoints = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = SAFEPOINT.matcher(line);
      if (matcher.find()) {
        safepoints.add(
            new Safepoint(
                Double.parseDouble(matcher.group("at")),
                matcher.group("operation"),
                Long.parseLong(matcher.group("nanos")) / 1e6));
      }
    }
    return safepoints;
  }
}
