package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigSpellingsTest {

  @TempDir Path folder;

  /** A key, where its value is, and three values other than the default. */
  record Case(String key, Function<Config, Object> value, List<String> texts, List<?> values) {
    @Override
    public String toString() {
      return key;
    }
  }

  private static Case of(String key, Function<Config, Object> value, Object... textsAndValues) {
    List<String> texts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < textsAndValues.length; i += 2) {
      texts.add((String) textsAndValues[i]);
      values.add(textsAndValues[i + 1]);
    }
    return new Case(key, value, texts, values);
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("host", Config::host, "0.0.0.0", "0.0.0.0", "::1", "::1", "a-b.c", "a-b.c"),
        of("port", Config::port, "0", 0, "65535", 65535, "80", 80),
        of("track.min-slots", Config::trackMinSlots, "16", 16, "1048576", 1 << 20, "8192", 8192),
        of("track.max-maps", Config::trackMaxMaps, "1", 1, "1000000", 1_000_000, "7", 7),
        of(
            "sweep.interval",
            Config::sweepInterval,
            "100ms",
            Duration.ofMillis(100),
            "2m",
            Duration.ofMinutes(2),
            "PT3S",
            Duration.ofSeconds(3)),
        of(
            "retained.min-bytes",
            Config::retainedMinBytes,
            "0",
            0L,
            "3GiB",
            3L << 30,
            "64k",
            65_536L),
        of("retained.max-fill", Config::retainedMaxFill, "0", 0.0, "0.99", 0.99, "0.5", 0.5),
        of(
            "retained.hold",
            Config::retainedHold,
            "1h",
            Duration.ofHours(1),
            "2d",
            Duration.ofDays(2),
            "90s",
            Duration.ofSeconds(90)),
        of("sites.top", Config::sitesTop, "0", 0, "1000", 1000, "5", 5),
        of("site.min-slots", Config::siteMinSlots, "16", 16, "32", 32, "1024", 1024),
        of(
            "discovery",
            Config::discovery,
            "always",
            Config.Discovery.ALWAYS,
            "never",
            Config.Discovery.NEVER,
            "ALWAYS",
            Config.Discovery.ALWAYS),
        of(
            "discovery.max-pause",
            Config::discoveryMaxPause,
            "1ms",
            Duration.ofMillis(1),
            "1m",
            Duration.ofMinutes(1),
            "500ms",
            Duration.ofMillis(500)),
        of("jvm.metrics", Config::jvmMetrics, "false", false, "FALSE", false, "false", false),
        of("enabled", Config::enabled, "false", false, "False", false, "false", false),
        of("banner", Config::banner, "false", false, "false", false, "false", false));
  }

  @Test
  void theCasesCoverEveryKey() {
    List<String> known = new ArrayList<>();
    for (Key<?> key : Keys.ALL) {
      known.add(key.name());
    }
    known.remove("config");
    assertThat(cases().map(Case::key)).containsExactlyElementsOf(known);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aKeyIsReadInAllFourSpellings(Case c) {
    for (int i = 0; i < c.texts.size(); i++) {
      String text = c.texts.get(i);
      int dot = c.key.indexOf('.');
      String nested =
          dot < 0
              ? c.key + ": \"" + text + "\""
              : c.key.substring(0, dot) + ":\n  " + c.key.substring(dot + 1) + ": \"" + text + "\"";
      List<Load> spellings =
          List.of(
              Load.of().arguments(c.key + "=" + text),
              Load.of().arguments("  " + c.key + " = " + text + " , "),
              Load.of().property("tidemark." + c.key, text),
              Load.of().variable(variable(c.key), text),
              Load.of().yaml(folder, c.key + ": \"" + text + "\""),
              Load.of().yaml(folder, nested));
      for (Load load : spellings) {
        Config config = load.config();
        assertThat(c.value.apply(config)).isEqualTo(c.values.get(i));
        assertThat(load.lines).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theStrongerSpellingCounts(Case c) {
    String fallback = defaultOf(c.key);
    String weak = c.texts.get(0);
    Object strong = c.value.apply(Load.defaults());

    Load arguments =
        Load.of().arguments(c.key + "=" + fallback).property("tidemark." + c.key, weak);
    Load property =
        Load.of().property("tidemark." + c.key, fallback).variable(variable(c.key), weak);
    Load variable = Load.of().variable(variable(c.key), fallback).yaml(folder, c.key + ": " + weak);
    for (Load load : List.of(arguments, property, variable)) {
      assertThat(c.value.apply(load.config())).isEqualTo(strong);
      assertThat(load.lines).isEmpty();
    }
    Object weaker = c.values.get(0);
    assertThat(c.value.apply(Load.of().variable(variable(c.key), weak).config())).isEqualTo(weaker);
  }

  @Test
  void theFileIsNamedByAnyOfTheStrongerThree() {
    Load.of().yaml(folder, "port: 4242").config();
    String file = folder.resolve("tidemark.yaml").toString();
    assertThat(Load.of().arguments("config=" + file).config().port()).isEqualTo(4242);
    assertThat(Load.of().property("tidemark.config", file).config().port()).isEqualTo(4242);
    assertThat(Load.of().variable("TIDEMARK_CONFIG", file).config().port()).isEqualTo(4242);
  }

  @Test
  void noneSwitchesOffAFileThatAWeakerSpellingNames() {
    Load load = Load.of().yaml(folder, "port: 4242").arguments("config=none");
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).isEmpty();
  }

  @Test
  void aCommaInAnArgumentIsEscaped() {
    Load load = Load.of().arguments("config=/no/a\\,b.yaml,port=1");
    assertThat(load.config().port()).isEqualTo(1);
    assertThat(load.lines).singleElement().asString().contains("'/no/a,b.yaml'");
  }

  @Test
  void nothingGivenIsTheDefaultsThatAreDocumented() {
    Load load = Load.of();
    Config config = load.config();
    assertThat(load.lines).isEmpty();
    assertThat(config).isEqualTo(Load.defaults());
    assertThat(config)
        .isEqualTo(
            new Config(
                "127.0.0.1",
                9746,
                4096,
                50_000,
                Duration.ofSeconds(10),
                1 << 20,
                0.25,
                Duration.ofMinutes(10),
                20,
                65_536,
                Config.Discovery.AUTO,
                Duration.ofSeconds(1),
                true,
                true,
                true,
                HttpSecurity.NONE));
  }

  @Test
  void emptyArgumentsAndVariablesAreNotGiven() {
    Load load = Load.of().arguments(" ,, ").variable("TIDEMARK_PORT", " ");
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).isEmpty();
  }

  @Test
  void othersVariablesAndPropertiesAreNotLookedAt() {
    Load load =
        Load.of()
            .property("tidemark.http.port", "9746")
            .property("tidemark.http.problem", "taken")
            .property("tidemarkx", "1")
            .property("java.version", "17")
            .variable("TIDEMARKX", "1")
            .variable("PATH", "/bin")
            .variable("tidemark_port", "1");
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).isEmpty();
  }

  @Test
  void whatKubernetesSetsForAServiceNamedTidemarkIsNotLookedAt() {
    Load load =
        Load.of()
            .variable("TIDEMARK_PORT", "tcp://10.0.0.1:9746")
            .variable("TIDEMARK_PORT_9746_TCP", "tcp://10.0.0.1:9746")
            .variable("TIDEMARK_PORT_9746_TCP_ADDR", "10.0.0.1")
            .variable("TIDEMARK_SERVICE_HOST", "10.0.0.1")
            .variable("TIDEMARK_SERVICE_PORT", "9746")
            .variable("TIDEMARK_SERVICE_PORT_HTTP", "9746")
            .variable("TIDEMARK_DEMO_PORT", "tcp://10.0.0.2:80");
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).isEmpty();
  }

  private static String variable(String key) {
    return "TIDEMARK_" + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static String defaultOf(String name) {
    for (Key<?> key : Keys.ALL) {
      if (key.name().equals(name)) {
        return key.defaultText();
      }
    }
    throw new AssertionError(name);
  }
}
