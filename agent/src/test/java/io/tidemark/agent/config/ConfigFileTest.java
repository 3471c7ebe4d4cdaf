package io.tidemark.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  private static final String LEFT_OUT = "; the file is left out";

  @TempDir Path folder;

  @Test
  void flatAndNestedKeysCanBeMixed() {
    Load load =
        Load.of()
            .yaml(
                folder,
                """
                # a comment
                host: 0.0.0.0
                track: {min-slots: 8192, max-maps: 10}
                retained:
                  min-bytes: 2MiB
                  max-fill: 0.5
                retained.hold: 1h
                discovery: never
                discovery.max-pause: 2s
                jvm:
                  metrics: false
                """);
    Config config = load.config();
    assertThat(load.lines).isEmpty();
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.trackMinSlots()).isEqualTo(8192);
    assertThat(config.trackMaxMaps()).isEqualTo(10);
    assertThat(config.retainedMinBytes()).isEqualTo(2 << 20);
    assertThat(config.retainedMaxFill()).isEqualTo(0.5);
    assertThat(config.retainedHold()).hasHours(1);
    assertThat(config.discovery()).isEqualTo(Config.Discovery.NEVER);
    assertThat(config.discoveryMaxPause()).hasSeconds(2);
    assertThat(config.jvmMetrics()).isFalse();
  }

  @Test
  void aFileOrASectionWithAllKeysCommentedOutSaysNothing() {
    for (String yaml :
        new String[] {"", "# port: 1\n", "{}", "track:\n  # max-maps: 1\n", "site: {}"}) {
      Load load = Load.of().yaml(folder, yaml);
      assertThat(load.config()).isEqualTo(Load.defaults());
      assertThat(load.lines).isEmpty();
    }
  }

  @Test
  void aKeyGivenFlatAndNestedIsOneLine() {
    assertThat(lineOf("track.max-maps: 1\ntrack: {max-maps: 2}"))
        .isEqualTo(
            "track.max-maps: given twice in tidemark.yaml, '1' and '2';"
                + " the default 50000 is used");
  }

  @Test
  void aMistakeInTheFileIsOneLineAndTheRestCounts() {
    Load load = Load.of().yaml(folder, "port: [1, 2]\nprot: 1\nconfig: x\nsites.top: 5\n");
    assertThat(load.config().sitesTop()).isEqualTo(5);
    assertThat(load.lines)
        .extracting(line -> line.replace(folder + "/", ""))
        .containsExactly(
            "unknown key 'prot' in tidemark.yaml (value '1') is ignored; did you mean 'port'?",
            "config: not allowed in tidemark.yaml, which is one; it is ignored",
            "port: '[1, 2]' from tidemark.yaml is not a whole number from 0 to 65535;"
                + " the default 9746 is used");
  }

  @Test
  void aFileThatIsNoMapIsOneLine() {
    String line =
        "config: 'tidemark.yaml' from -Dtidemark.config is not YAML that can be used:"
            + " it is no map of keys and values"
            + LEFT_OUT;
    assertThat(lineOf("- port\n- 1")).isEqualTo(line);
    assertThat(lineOf("port=1")).isEqualTo(line);
  }

  @Test
  void aFileWithASyntaxErrorIsOneLineThatSaysWhere() {
    String start = "config: 'tidemark.yaml' from -Dtidemark.config is not YAML that can be used: ";
    assertThat(lineOf("port: 1\nhost: [a"))
        .isEqualTo(
            start + "expected ',' or ']', but got <stream end>, line 2, column 9" + LEFT_OUT);
    assertThat(lineOf("port: 1\nport: 2\n"))
        .isEqualTo(start + "found duplicate key port, line 2, column 1" + LEFT_OUT);
    assertThat(lineOf("a: 1\n---\nb: 2\n")).startsWith(start).endsWith(LEFT_OUT);
    assertThat(lineOf("a: \u0000")).startsWith(start).endsWith(LEFT_OUT);
  }

  @Test
  void noValueOfABrokenFileIsQuoted() {
    for (String value :
        new String[] {
          "*hunter2",
          "!hunter2 x",
          "&a hunter2: : x",
          "\"hunter2",
          "@hunter2",
          "{hunter2",
          "%hunter2"
        }) {
      assertThat(lineOf("db:\n  password: " + value + "\n")).doesNotContain("hunter2");
    }
  }

  @Test
  void aBombOfAliasesIsOneLineAndCheap() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1, y: 1}\n");
    for (int i = 1; i < 40; i++) {
      String last = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " {x: " + last + ", y: " + last + "}\n");
    }
    assertThat(lineOf(bomb.toString())).contains("Number of aliases").endsWith(LEFT_OUT);
    assertThat(lineOf("a: &a {b: *a}")).contains("Number of aliases").endsWith(LEFT_OUT);
  }

  @Test
  void deepNestingIsOneLine() {
    assertThat(lineOf("a: " + "[".repeat(60_000))).contains("nested too deeply").endsWith(LEFT_OUT);
    assertThat(lineOf("{a: ".repeat(15_000))).contains("nested too deeply").endsWith(LEFT_OUT);
  }

  @Test
  void aFileThatCannotBeReadIsOneLine() {
    String start = "config: 'gone.yaml' from the agent arguments cannot be read: ";
    Path gone = folder.resolve("gone.yaml");
    assertThat(Load.of().arguments("config=" + gone).line(folder))
        .isEqualTo(start + "there is no such file" + LEFT_OUT);
    assertThat(gone.toFile().mkdir()).isTrue();
    assertThat(Load.of().arguments("config=" + gone).line(folder))
        .isEqualTo(start + "it is not a regular file" + LEFT_OUT);
    assertThat(lineOf("#".repeat(65_537)))
        .endsWith("cannot be read: it has more than 65536 bytes" + LEFT_OUT);
  }

  @Test
  void bytesThatAreNoTextAreOneLine() throws IOException {
    Path file = folder.resolve("bytes");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff, (byte) 0xfe, 0, 1});
    assertThat(Load.of().arguments("config=" + file).line(folder))
        .startsWith("config: 'bytes' from the agent arguments is not YAML that can be used: ")
        .endsWith(LEFT_OUT);
  }

  @Test
  void withoutItsFileTheServerIsForThisMachineOnly() {
    Load load = Load.of().arguments("config=/no/such,host=0.0.0.0,port=1");
    Config config = load.config();
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(1);
    assertThat(load.lines)
        .containsExactly(
            "config: '/no/such' from the agent arguments cannot be read: there is no such file"
                + LEFT_OUT,
            "host: '0.0.0.0' is not used, since the config file that is left out may ask for"
                + " authentication; the default 127.0.0.1 is used");
  }

  @Test
  void aFileThatIsNotNamedClearlyCountsAsLost() {
    for (String arguments : new String[] {"config=a,config=b,host=0.0.0.0", "config=,host=::"}) {
      Load load = Load.of().arguments(arguments);
      assertThat(load.config()).isEqualTo(Load.defaults());
      assertThat(load.lines).hasSize(2);
    }
  }

  private String lineOf(String yaml) {
    return Load.of().yaml(folder, yaml).line(folder);
  }
}
