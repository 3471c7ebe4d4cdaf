package io.tidemark.examples;

import io.tidemark.examples.watch.CensusReader;
import io.tidemark.examples.watch.CensusView;
import io.tidemark.examples.watch.MapView;
import io.tidemark.examples.watch.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Watches one map of a JVM that runs with Tidemark, by its {@code /api/census}, until the map
 * carries the flag. It must have been seen healthy before: a map that is flagged from the start
 * shows nothing.
 */
public final class Watch {

  private static final String USAGE =
      """
      usage: Watch [--name value]...
        --url      the agent's address (http://127.0.0.1:9746)
        --site     what the map's site starts with (io.tidemark.examples.batch.RecordIndex)
        --hold     the agent's retained.hold (15s)
        --timeout  how long to wait for the flag (2m)
        --poll     from one look to the next (1s)
        --pid      the watched process, to end when it ends""";

  private static final Duration ROW_INTERVAL = Duration.ofSeconds(4);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final HttpRequest request;
  private final String site;
  private final Duration hold;
  private final Duration poll;
  private final OptionalLong pid;

  private final long start = System.nanoTime();
  private MapView.State shown;
  private Duration shownAt = Duration.ZERO;
  private OptionalLong healthyResidentBytes = OptionalLong.empty();
  private boolean seenHealthy;
  private String missing = "no census was had";

  private Watch(Arguments arguments) {
    URI url = URI.create(arguments.text("url", "http://127.0.0.1:9746"));
    int process = arguments.number("pid", 0);
    request =
        HttpRequest.newBuilder(url.resolve("/api/census")).timeout(Duration.ofSeconds(5)).build();
    site = arguments.text("site", "io.tidemark.examples.batch.RecordIndex");
    hold = arguments.duration("hold", Duration.ofSeconds(15));
    poll = arguments.duration("poll", Duration.ofSeconds(1));
    pid = process == 0 ? OptionalLong.empty() : OptionalLong.of(process);
  }

  /** Ends with status 0 when the map was healthy and then flagged, 1 when not, 2 on bad usage. */
  public static void main(String[] words) throws InterruptedException {
    System.exit(run(words));
  }

  static int run(String... words) throws InterruptedException {
    try {
      Arguments arguments =
          Arguments.parse(List.of(words), Set.of("url", "site", "hold", "timeout", "poll", "pid"));
      new Watch(arguments).untilFlagged(arguments.duration("timeout", Duration.ofMinutes(2)));
      return 0;
    } catch (WatchFailed e) {
      System.err.println("watch: " + e.getMessage());
      return 1;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      return 2;
    }
  }

  private void untilFlagged(Duration timeout) throws InterruptedException, WatchFailed {
    System.out.println(Report.header());
    while (elapsed().compareTo(timeout) < 0) {
      if (pid.isPresent() && !isAlive(pid.getAsLong())) {
        throw new WatchFailed("the watched process ended");
      }
      Optional<CensusView> census = census();
      if (census.isPresent() && flagged(census.get())) {
        return;
      }
      Thread.sleep(poll.toMillis());
    }
    throw new WatchFailed("not flagged within " + timeout.toSeconds() + " s: " + missing);
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private Optional<CensusView> census() throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() == 200) {
        return Optional.of(CensusReader.read(response.body()));
      }
      missing = request.uri() + " answers " + response.statusCode();
    } catch (IOException e) {
      // the agent may not listen yet; told when the time is over
      missing = request.uri() + ": " + e;
    }
    return Optional.empty();
  }

  private boolean flagged(CensusView census) throws WatchFailed {
    Optional<MapView> found = census.largestMadeBy(site);
    if (found.isEmpty()) {
      missing = "none of the " + census.maps().size() + " maps has a site in " + site;
      return false;
    }
    MapView map = found.get();
    MapView.State state = map.state(hold);
    missing = "the map is " + state;
    show(map, state, census.residentBytes());
    if (state == MapView.State.HEALTHY) {
      if (!seenHealthy) {
        healthyResidentBytes = census.residentBytes();
      }
      seenHealthy = true;
    }
    if (state != MapView.State.RETAINED_EMPTY) {
      return false;
    }
    if (!seenHealthy) {
      throw new WatchFailed("the map was flagged before it was seen healthy");
    }
    System.out.println();
    System.out.println(Report.finding(map, census, hold, healthyResidentBytes));
    return true;
  }

  private void show(MapView map, MapView.State state, OptionalLong residentBytes) {
    Duration now = elapsed();
    if (state != shown || now.minus(shownAt).compareTo(ROW_INTERVAL) >= 0) {
      System.out.println(Report.row(now, map, state, residentBytes));
      shown = state;
      shownAt = now;
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Why there is nothing to show. */
  private static final class WatchFailed extends Exception {
    private static final long serialVersionUID = 1;

    WatchFailed(String message) {
      super(message);
    }
  }
}
