package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port=70000            | port: '70000' from the agent arguments is not a whole number from 0 to 65535; the default 9746 is used
          port=-1               | port: '-1' from the agent arguments is not a whole number from 0 to 65535; the default 9746 is used
          port=                 | port: '' from the agent arguments is not a whole number from 0 to 65535; the default 9746 is used
          host=a b              | host: 'a b' from the agent arguments is not a host name or an IP address; the default 127.0.0.1 is used
          track.min-slots=15    | track.min-slots: '15' from the agent arguments is not a whole number from 16 to 1048576; the default 4096 is used
          track.max-maps=0      | track.max-maps: '0' from the agent arguments is not a whole number from 1 to 1000000; the default 50000 is used
          sweep.interval=soon   | sweep.interval: 'soon' from the agent arguments is not a duration from 100ms to 1h (500ms, 10s, 10m, 1h, 2d); the default 10s is used
          sweep.interval=99ms   | sweep.interval: '99ms' from the agent arguments is not a duration from 100ms to 1h (500ms, 10s, 10m, 1h, 2d); the default 10s is used
          sweep.interval=10     | sweep.interval: '10' from the agent arguments is not a duration from 100ms to 1h (500ms, 10s, 10m, 1h, 2d); the default 10s is used
          retained.hold=8d      | retained.hold: '8d' from the agent arguments is not a duration from 100ms to 7d (500ms, 10s, 10m, 1h, 2d); the default 10m is used
          retained.min-bytes=-1 | retained.min-bytes: '-1' from the agent arguments is not a size from 0 to 16GiB (65536, 64KiB, 1MiB, 64k, 1m); the default 1MiB is used
          retained.min-bytes=1MB| retained.min-bytes: '1MB' from the agent arguments is not a size from 0 to 16GiB (65536, 64KiB, 1MiB, 64k, 1m); the default 1MiB is used
          retained.min-bytes=99999999999999999999k| retained.min-bytes: '99999999999999999999k' from the agent arguments is not a size from 0 to 16GiB (65536, 64KiB, 1MiB, 64k, 1m); the default 1MiB is used
          retained.min-bytes=10000000000g| retained.min-bytes: '10000000000g' from the agent arguments is not a size from 0 to 16GiB (65536, 64KiB, 1MiB, 64k, 1m); the default 1MiB is used
          retained.max-fill=0.2.5| retained.max-fill: '0.2.5' from the agent arguments is not a number from 0 to 0.99, such as 0.25; the default 0.25 is used
          retained.max-fill=1.1 | retained.max-fill: '1.1' from the agent arguments is not a number from 0 to 0.99, such as 0.25; the default 0.25 is used
          retained.max-fill=NaN | retained.max-fill: 'NaN' from the agent arguments is not a number from 0 to 0.99, such as 0.25; the default 0.25 is used
          sites.top=1001        | sites.top: '1001' from the agent arguments is not a whole number from 0 to 1000; the default 20 is used
          site.min-slots=1e3    | site.min-slots: '1e3' from the agent arguments is not a whole number from 16 to 1048576; the default 65536 is used
          discovery=maybe       | discovery: 'maybe' from the agent arguments is not one of auto, always, never; the default auto is used
          discovery.max-pause=1h| discovery.max-pause: '1h' from the agent arguments is not a duration from 1ms to 1m (500ms, 10s, 10m, 1h, 2d); the default 1s is used
          jvm.metrics=yes       | jvm.metrics: 'yes' from the agent arguments is not true or false; the default true is used
          enabled=0             | enabled: '0' from the agent arguments is not true or false; the default true is used
          banner=off            | banner: 'off' from the agent arguments is not true or false; the default true is used
          config=               | config: '' from the agent arguments is not the path of a YAML file, or none; the default none is used
          port=1,port=2         | port: given twice in the agent arguments, '1' and '2'; the default 9746 is used
          port                  | agent argument 'port' is ignored; allowed is key=value
          =5                    | agent argument '=5' is ignored; allowed is key=value
          sweep.intervall=5s    | unknown key 'sweep.intervall' in the agent arguments (value '5s') is ignored; did you mean 'sweep.interval'?
          track.minSlots=32     | unknown key 'track.minSlots' in the agent arguments (value '32') is ignored; did you mean 'track.min-slots'?
          db.password=hunter2   | unknown key 'db.password' in the agent arguments (value not shown) is ignored; known are host, port, track.min-slots, track.max-maps, sweep.interval, retained.min-bytes, retained.max-fill, retained.hold, sites.top, site.min-slots, discovery, discovery.max-pause, jvm.metrics, config, enabled, banner
          """)
  void aMistakeInTheArgumentsIsOneLineAndTheDefault(String arguments, String line) {
    Load load = Load.of().arguments(arguments);
    assertThat(load.config()).isEqualTo(Load.defaults());
    assertThat(load.lines).containsExactly(line);
  }

  @Test
  void aLineNamesTheSpelling() {
    String end = " is not a whole number from 0 to 65535; the default 9746 is used";
    assertThat(Load.of().property("tidemark.port", "x").line(folder))
        .isEqualTo("port: 'x' from -Dtidemark.port" + end);
    assertThat(Load.of().variable("TIDEMARK_PORT", "x").line(folder))
        .isEqualTo("port: 'x' from TIDEMARK_PORT" + end);
    assertThat(Load.of().yaml(folder, "port: x").line(folder))
        .isEqualTo("port: 'x' from tidemark.yaml" + end);
    assertThat(Load.of().property("tidemark.prot", "1").line(folder))
        .isEqualTo(
            "unknown key 'tidemark.prot' in the system properties (value '1') is ignored;"
                + " did you mean 'tidemark.port'?");
    assertThat(Load.of().variable("TIDEMARK_SITES_TOPP", "1").line(folder))
        .isEqualTo(
            "unknown key 'TIDEMARK_SITES_TOPP' in the environment (value '1') is ignored;"
                + " did you mean 'TIDEMARK_SITES_TOP'?");
  }

  @Test
  void aSectionWithoutValuesIsNoMistakeUnlessNobodyKnowsIt() {
    Load known = Load.of().yaml(folder, "retained:\n");
    assertThat(known.config()).isEqualTo(Load.defaults());
    assertThat(known.lines).isEmpty();
    assertThat(Load.of().yaml(folder, "retention:\n").line(folder))
        .contains("'retention'", "is ignored");
  }

  @Test
  void aBadValueFallsToTheDefaultAndNotToAWeakerSpelling() {
    Load load = Load.of().arguments("port=x").property("tidemark.port", "1");
    assertThat(load.config().port()).isEqualTo(9746);
    assertThat(load.lines).hasSize(1);
  }

  @Test
  void aBadValueThatAStrongerSpellingHidesIsNotALine() {
    Load load = Load.of().arguments("port=1").property("tidemark.port", "x");
    assertThat(load.config().port()).isEqualTo(1);
    assertThat(load.lines).isEmpty();
  }

  @Test
  void theRestOfTheArgumentsCounts() {
    Load load = Load.of().arguments("prot=1,sites.top=x,track.min-slots=32");
    assertThat(load.config().trackMinSlots()).isEqualTo(32);
    assertThat(load.lines).hasSize(2);
  }

  @Test
  void aSweepIntervalLongerThanTheHoldIsADoubtAndNoMistake() {
    Load load = Load.of().arguments("sweep.interval=20m,retained.hold=90s");
    assertThat(load.config().sweepInterval()).hasMinutes(20);
    assertThat(load.config().doubt())
        .isEqualTo(
            "sweep.interval 20m is longer than retained.hold 90s,"
                + " so not every hold window has a sweep in it; both are used as they are");
    assertThat(load.lines).isEmpty();
    assertThat(Load.of().config().doubt()).isNull();
  }

  @Test
  void aLineHasNoLineBreaksAndAnEnd() {
    String line = Load.of().arguments("port=1\n2\u2028" + "x".repeat(10_000)).line(folder);
    assertThat(line)
        .isEqualTo(
            "port: '1?2?"
                + "x".repeat(76)
                + "...' from the agent arguments is not a whole number from 0 to 65535;"
                + " the default 9746 is used");
  }
}
