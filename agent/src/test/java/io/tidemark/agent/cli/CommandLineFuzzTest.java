package io.tidemark.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Whatever words stand on the command line: they are understood, or refused with a message. Nothing
 * is carried out. By default the kept inputs only; {@code JAZZER_FUZZ=1} looks for new ones.
 */
class CommandLineFuzzTest {

  /** Each line is a word. */
  @FuzzTest(maxDuration = "60s")
  void words(byte[] input) {
    String[] words = new String(input, StandardCharsets.UTF_8).split("\n", -1);
    try {
      CommandLine.line().parseArgs(words);
    } catch (ParameterException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
    try {
      AgentOptions options = new AgentOptions(spec(), List.of(words));
      assertThat(options.text(path -> true)).isNotNull();
    } catch (ParameterException refused) {
      assertThat(refused.getMessage()).contains("nothing was done");
    }
  }

  private static CommandSpec spec() {
    return CommandLine.line().getSubcommands().get("attach").getCommandSpec();
  }
}
