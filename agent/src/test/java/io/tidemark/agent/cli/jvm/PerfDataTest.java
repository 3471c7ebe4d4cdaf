package io.tidemark.agent.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerfDataTest {

  static Stream<ByteOrder> orders() {
    return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
  }

  @ParameterizedTest
  @MethodSource("orders")
  void theStringsAreRead(ByteOrder order) {
    PerfData data = PerfData.parse(PerfBytes.of(strings(), order));
    assertThat(data.javaCommand()).hasValue("com.acme.Main --port 80");
    assertThat(data.javaVersion()).hasValue("17.0.15");
    assertThat(data.attachable()).hasValue(true);
    assertThat(data.vmOptions()).contains("-Xrs");
  }

  @Test
  void attachingIsOffWhereTheJvmSaysSo() {
    Map<String, String> strings = strings();
    strings.put("sun.rt.jvmCapabilities", "0000");
    assertThat(PerfData.parse(PerfBytes.of(strings, ByteOrder.LITTLE_ENDIAN)).attachable())
        .hasValue(false);
  }

  @Test
  void aFileThatIsNotCompleteGivesWhatItHasAndNeverThrows() {
    byte[] bytes = PerfBytes.of(strings(), ByteOrder.LITTLE_ENDIAN);
    for (int length = 0; length < 400; length++) {
      assertThat(PerfData.parse(Arrays.copyOf(bytes, length)).javaVersion())
          .satisfiesAnyOf(
              version -> assertThat(version).isEmpty(),
              version -> assertThat(version).hasValueSatisfying("17.0.15"::startsWith));
    }
    assertThat(PerfData.parse(new byte[4096]).javaCommand()).isEmpty();
  }

  @Test
  void aJvmThatHasNotMadeItAccessibleSaysNothing() {
    byte[] bytes = PerfBytes.of(strings(), ByteOrder.LITTLE_ENDIAN);
    bytes[7] = 0;
    assertThat(PerfData.parse(bytes).javaVersion()).isEmpty();
  }

  private static Map<String, String> strings() {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("java.property.java.version", "17.0.15");
    strings.put("sun.rt.javaCommand", "com.acme.Main --port 80");
    strings.put("sun.rt.jvmCapabilities", "1100");
    strings.put("java.rt.vmArgs", "-Xmx1g -Xrs");
    return strings;
  }
}
