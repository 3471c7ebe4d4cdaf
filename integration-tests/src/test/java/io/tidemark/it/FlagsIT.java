package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.programs.Commands;
import io.tidemark.it.programs.Tides;
import io.tidemark.it.programs.VirtualTides;
import io.tidemark.it.support.CensusView;
import io.tidemark.it.support.Jars;
import io.tidemark.it.support.Jdk;
import io.tidemark.it.support.JvmFlags;
import io.tidemark.it.support.Launch;
import io.tidemark.it.support.OnEachJdk;
import io.tidemark.it.support.SideBySide;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However the JVM was started, the census is true to the byte, every hook fires, and output and
 * exit code are those without Tidemark.
 */
class FlagsIT {

  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final String MODULE = "tides";

  @TempDir Path folder;

  static Stream<Arguments> flags() {
    Set<JvmFlags> asked = JvmFlags.asked();
    return Jdk.matrix()
        .flatMap(
            jdk ->
                asked.stream()
                    .filter(flags -> flags.areKnownTo(jdk))
                    .map(flags -> Arguments.of(jdk, flags)));
  }

  static Stream<Jdk> jdksWithVirtualThreads() {
    if (!JvmFlags.allAsked()) {
      System.out.println("NOT RUN without -Plong: virtual threads");
      return Stream.of();
    }
    List<Jdk> jdks =
        Jdk.matrix().filter(jdk -> jdk.feature() >= FIRST_WITH_VIRTUAL_THREADS).toList();
    if (jdks.isEmpty()) {
      System.out.println("NOT RUN: virtual threads, since no JDK from 21 on is in tidemark.jdks");
    }
    return jdks.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("flags")
  void underFlags(Jdk jdk, JvmFlags flags) {
    assertSame(
        () -> Launch.on(jdk).flags(flags.flags()).main(Tides.class, "7"),
        flags.tableBytes(),
        "make");
  }

  @OnEachJdk
  void asAModuleThatRequiresTheBaseAlone(Jdk jdk) {
    Path jar = Jars.module(MODULE, Tides.class, Commands.class);
    assertSame(
        () -> Launch.on(jdk).modulePath(jar).main(MODULE + "/" + Tides.class.getName(), "7"),
        JvmFlags.NONE.tableBytes(),
        "make");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithVirtualThreads")
  void withMoreThanAHundredThousandVirtualThreads(Jdk jdk) {
    assertSame(
        () -> Launch.on(jdk).flags("-Xmx768m").main(VirtualTides.class, "7"),
        JvmFlags.NONE.tableBytes(),
        "rise",
        "ebb");
  }

  private void assertSame(Supplier<Launch> launch, long tableBytes, String... commands) {
    List<CensusView> censuses =
        new SideBySide(folder, commands).assertSame(launch.get().withoutAgent(), launch.get());
    assertThat(censuses.get(0).rows())
        .filteredOn(row -> row.slots() == JvmFlags.SLOTS)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.tableBytes()).isEqualTo(tableBytes);
              assertThat(row.origin()).as("seen by a hook").isEqualTo("grown");
            });
  }
}
