package io.tidemark.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Set.of("time", "count", "name"));
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    Arguments arguments = parse();

    assertThat(arguments.text("name", "n")).isEqualTo("n");
    assertThat(arguments.number("count", 3)).isEqualTo(3);
    assertThat(arguments.duration("time", Duration.ofSeconds(1))).hasSeconds(1);
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "2s, PT2S", "1.5s, PT1.5S", "10m, PT10M", "1h, PT1H"})
  void durationsAreWrittenWithTheirUnit(String text, Duration expected) {
    assertThat(parse("--time", text).duration("time", Duration.ZERO)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0s", "-1s", "ms", "-5ms", "two seconds"})
  void aBadDurationIsNamed(String text) {
    Arguments arguments = parse("--time", text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.duration("time", Duration.ofSeconds(1)))
        .withMessage("--time is not a duration such as 500ms, 2s or 10m: " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "2147483648", "1.5", "x"})
  void aBadNumberIsNamed(String text) {
    Arguments arguments = parse("--count", text);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> arguments.number("count", 1))
        .withMessage("--count is not a whole number from 0 to 2147483647: " + text);
  }

  @Test
  void anUnknownNameAndAMissingValueAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--tiem", "2s"))
        .withMessage("unknown argument: --tiem");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("time", "2s"))
        .withMessage("unknown argument: time");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("--time"))
        .withMessage("--time needs a value");
  }
}
