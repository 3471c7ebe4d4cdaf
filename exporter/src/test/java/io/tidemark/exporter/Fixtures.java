package io.tidemark.exporter;

import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.census.Census;
import io.tidemark.exporter.census.DiscoveryStatus;
import io.tidemark.exporter.census.Moment;
import io.tidemark.exporter.census.TrackedMap;
import io.tidemark.exporter.census.TrackedMap.Liveness;
import io.tidemark.exporter.census.TrackedMap.Origin;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Hand-made censuses. */
public final class Fixtures {
  public static final Instant TAKEN_AT = Instant.parse("2026-11-20T10:00:00Z");
  public static final Moment TAKEN = new Moment(-1_000_000_000, TAKEN_AT);

  private Fixtures() {}

  public static Census census(TrackedMap... maps) {
    return census(List.of(maps));
  }

  public static Census census(List<TrackedMap> maps) {
    return new Census(TAKEN, Duration.ofMillis(12), maps, agent());
  }

  public static AgentStatus agent() {
    return agent(Map.of("HashMap.resize", true, "ConcurrentHashMap.transfer", true));
  }

  public static AgentStatus agent(Map<String, Boolean> hooks) {
    return new AgentStatus(
        "0.1.0",
        AgentStatus.Mode.PREMAIN,
        hooks,
        3,
        Map.of("HashMap", 17L, "ConcurrentHashMap", 5L),
        Map.of("max-maps", 2L),
        Map.of("rate", 4L),
        7,
        1,
        new DiscoveryStatus(true, 4, Duration.ofMillis(250), Duration.ofMillis(40), "jvmti"),
        1.5,
        123_456);
  }

  /** A HashMap of 2^20 slots with no flag. */
  public static Builder map() {
    return new Builder();
  }

  /** A census of every kind of map. */
  public static Census mixed() {
    return census(
        map().type("HashMap").site("com.acme.Orders.load:42").entries(3).flagged(720).build(),
        map()
            .type("ConcurrentHashMap")
            .className("com.acme.Cache$Table")
            .site("com.acme.Cache.load:7")
            .slots(1 << 22)
            .holder("com.acme.Cache.table")
            .flagged(90_000)
            .build(),
        map().type("LinkedHashMap").site("com.acme.Lru.put:9").candidate().build(),
        map().type("HashMap").entries(700_000).excess(0).build(),
        map()
            .type("ConcurrentHashMap")
            .site("com.acme.Sessions.add:118")
            .slots(1 << 19)
            .candidate()
            .unconfirmed()
            .build());
  }

  /** Makes one map. */
  public static final class Builder {
    private String type = "HashMap";
    private String className;
    private Site site;
    private String holder;
    private int slots = 1 << 20;
    private long entries;
    private long excess = -1;
    private long retainedNanos = TrackedMap.NOT_RETAINED;
    private boolean candidate;
    private Liveness liveness = Liveness.CONFIRMED;

    public Builder type(String value) {
      type = value;
      return this;
    }

    public Builder className(String value) {
      className = value;
      return this;
    }

    public Builder site(String name) {
      site =
          new Site(
              name,
              List.of(name, "com.acme.Service.refresh:310", "com.acme.Main.lambda$main$0:28"));
      return this;
    }

    public Builder holder(String value) {
      holder = value;
      return this;
    }

    public Builder slots(int value) {
      slots = value;
      return this;
    }

    public Builder entries(long value) {
      entries = value;
      return this;
    }

    public Builder excess(long value) {
      excess = value;
      return this;
    }

    public Builder flagged(long seconds) {
      retainedNanos = ago(seconds);
      return this;
    }

    public Builder candidate() {
      candidate = true;
      return this;
    }

    public Builder unconfirmed() {
      liveness = Liveness.UNCONFIRMED;
      return this;
    }

    private static long ago(long seconds) {
      return TAKEN.nanos() - Duration.ofSeconds(seconds).toNanos();
    }

    public TrackedMap build() {
      long tableBytes = 16 + 4L * slots;
      return new TrackedMap(
          type,
          className == null ? "java.util." + type : className,
          site,
          holder,
          slots,
          entries,
          entries + 2,
          tableBytes,
          excess < 0 ? tableBytes - 80 : excess,
          retainedNanos,
          candidate,
          ago(1200),
          liveness == Liveness.CONFIRMED ? Origin.GROWN : Origin.DISCOVERED,
          liveness);
    }
  }
}
