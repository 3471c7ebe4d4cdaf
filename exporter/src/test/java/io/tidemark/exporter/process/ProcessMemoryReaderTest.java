package io.tidemark.exporter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryReaderTest {
  private final List<String> notices = new ArrayList<>();

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsTheMemoryOfThisProcessOnLinux() {
    ProcessMemory memory = new ProcessMemoryReader(notices::add).read();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertThat(memory.resident().getAsLong()).isGreaterThan(used);
    assertThat(memory.residentPeak().getAsLong())
        .isGreaterThanOrEqualTo(memory.resident().getAsLong());
    assertThat(memory.virtual().getAsLong()).isGreaterThan(memory.residentPeak().getAsLong());
    assertThat(memory.swap()).isPresent();
    assertThat(notices).isEmpty();
  }

  @Test
  void elsewhereNothingIsKnownAndOneNoticeSaysSo() {
    ProcessMemoryReader reader = new ProcessMemoryReader("Mac OS X", notices::add);
    assertThat(reader.read()).isEqualTo(ProcessMemory.UNKNOWN);
    assertThat(reader.read()).isEqualTo(ProcessMemory.UNKNOWN);
    assertThat(notices).hasSize(1).first().asString().contains("Mac OS X", "left out");
  }

  @Test
  void valuesAreInKibibytes() {
    List<String> status = List.of("Name:\tjava", "VmRSS:\t  1234 kB", "VmHWM:\t12", "VmSize: x kB");
    assertThat(ProcessMemoryReader.kibibytes(status, "VmRSS")).hasValue(1234 * 1024);
    assertThat(ProcessMemoryReader.kibibytes(status, "VmHWM")).isEmpty();
    assertThat(ProcessMemoryReader.kibibytes(status, "VmSize")).isEmpty();
    assertThat(ProcessMemoryReader.kibibytes(status, "VmSwap")).isEmpty();
  }
}
