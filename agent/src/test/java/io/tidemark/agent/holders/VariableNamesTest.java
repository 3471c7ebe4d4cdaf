package io.tidemark.agent.holders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.util.Strings;
import org.junit.jupiter.api.Test;

class VariableNamesTest {

  /** Slot 0 is first, 1 and 2 second, 3 third; 4 and 5 are inBlock and then later. */
  static long method(int first, long second, String third) {
    if (first > 0) {
      long inBlock = second;
      return inBlock + third.length();
    }
    double later = second;
    return (long) later;
  }

  private final VariableNames names =
      new VariableNames(VariableNamesTest.class, "method", "(IJLjava/lang/String;)J");

  @Test
  void parametersAreNamedFromTheStart() {
    int length = length(names);
    assertThat(names.at(0, 0, length)).isEqualTo("first");
    assertThat(names.at(1, 0, length)).isEqualTo("second");
    assertThat(names.at(3, 0, length)).isEqualTo("third");
  }

  @Test
  void aSlotThatIsUsedTwiceHasTheNameThatHoldsThere() {
    int length = length(names);
    assertThat(names.at(4, 0, length)).isNull();
    assertThat(names.at(4, 10, length)).isEqualTo("inBlock");
    assertThat(names.at(4, length - 1, length)).isEqualTo("later");
  }

  @Test
  void nothingIsSaidOfAnotherVersionOfTheMethod() {
    assertThat(names.at(0, 0, length(names) + 1)).isNull();
  }

  @Test
  void nothingIsSaidOfAMethodThatIsNotThere() {
    assertThat(new VariableNames(VariableNamesTest.class, "method", "()V").at(0, 0, 1)).isNull();
  }

  @Test
  void aJarIsReadToo() {
    assertThat(Strings.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith(".jar");
    VariableNames inJar =
        new VariableNames(Strings.class, "isNullOrEmpty", "(Ljava/lang/String;)Z");
    assertThat(inJar.at(0, 0, length(inJar))).isNotEmpty();
  }

  /** The one length of code that is answered for. */
  private static int length(VariableNames names) {
    int[] lengths =
        IntStream.range(0, 1000).filter(length -> names.at(0, 0, length) != null).toArray();
    assertThat(lengths).hasSize(1);
    return lengths[0];
  }
}
