package io.tidemark.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/** The target has another working folder, and takes all options as one string. */
class AgentOptionsTest {

  private static final String HERE = new File("").getAbsolutePath() + File.separator;

  @Test
  void aFileIsNamedByItsWholePathWhereverItStands() {
    assertThat(text("config=tidemark.yml")).isEqualTo("config=" + HERE + "tidemark.yml");
    assertThat(text("port=0,config=tidemark.yml", "banner=false"))
        .isEqualTo("port=0,config=" + HERE + "tidemark.yml,banner=false");
  }

  @Test
  void aCommaOfAValueStaysOne() {
    assertThat(text("config=a\\,b.yml")).isEqualTo("config=" + HERE + "a\\,b.yml");
  }

  @Test
  void aKeyIsFoundInTheMiddleOfAWord() {
    AgentOptions options = options("banner=false,port=0");
    assertThat(options.has("port")).isTrue();
    assertThat(options.has("host")).isFalse();
  }

  @Test
  void whatTheAgentWouldNotTakeIsRefusedWhole() {
    assertThatThrownBy(() -> text("config=a,b.yml"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("'b.yml'")
        .hasMessageContaining("nothing was done");
  }

  @Test
  void noFileStaysNone() {
    assertThat(text("config=none")).isEqualTo("config=none");
  }

  @Test
  void aFileThatTheTargetCanNotReadIsRefused() {
    assertThatThrownBy(() -> options("config=tidemark.yml").text(path -> false))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("can't read " + HERE + "tidemark.yml")
        .hasMessageContaining("nothing was done");
  }

  @Test
  void whatTheAgentWouldDoAboutAMistakeIsNotSaid() {
    assertThatThrownBy(() -> text("port=99999"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("is not a whole number from 0 to 65535")
        .hasMessageNotContaining("is used");
  }

  @Test
  void aHoldThatIsShorterThanTheSweepIntervalIsTaken() {
    assertThat(text("retained.hold=5s")).isEqualTo("retained.hold=5s");
  }

  private static String text(String... words) {
    return options(words).text(path -> true);
  }

  private static AgentOptions options(String... words) {
    return new AgentOptions(
        CommandLine.line().getSubcommands().get("attach").getCommandSpec(), List.of(words));
  }
}
