package io.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.it.support.Launch;
import io.tidemark.it.support.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jar: for an application's class path the entry classes, and nothing else. */
class PackageIT {

  private static final String ENTRY = "io.tidemark.TidemarkAgent";

  /** All that an application can see of Tidemark. */
  private static final Set<String> SEEN =
      Set.of(
          ENTRY,
          "io.tidemark.Start",
          "io.tidemark.Libraries",
          "io.tidemark.Libraries$Resources",
          "io.tidemark.Libraries$Resources$1");

  private static final List<String> SUFFIXES = List.of(".class", ".classdata");

  @TempDir Path folder;

  @Test
  void theJarIsAgentAndProgramByTheEntryClass() throws IOException {
    try (JarFile jar = new JarFile(Launch.tidemarkJar().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Premain-Class")).isEqualTo(ENTRY);
      assertThat(manifest.getValue("Agent-Class")).isEqualTo(ENTRY);
      assertThat(manifest.getValue("Main-Class")).isEqualTo(ENTRY);
      // either would print a JVM warning or cost the application its class archive
      assertThat(manifest.getValue("Boot-Class-Path")).isNull();
      assertThat(manifest.getValue("Class-Path")).isNull();
    }
  }

  @Test
  void nothingButTheEntryClassesCanBeResolvedFromTheApplicationsClassPath() throws IOException {
    Set<String> resolved = new TreeSet<>();
    Set<String> names = possibleClassNames();
    assertThat(names).hasSizeGreaterThan(500).contains(ENTRY);
    URL[] urls = {Launch.tidemarkJar().toUri().toURL()};
    try (URLClassLoader application =
        new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      for (String name : names) {
        if (isOwn(name, application)) {
          resolved.add(name);
        }
      }
    }
    assertThat(resolved).isEqualTo(SEEN);
  }

  @Test
  void noServiceOrResourceOfALibraryIsSeenByTheApplication() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.startsWith("inst/"))
        .allMatch(
            name ->
                name.endsWith("/")
                    || name.endsWith(".class") && SEEN.contains(className(name))
                    || name.equals(JarFile.MANIFEST_NAME)
                    || name.matches("META-INF/((LICENSE|NOTICE)[^/]*|maven/io\\.tidemark/.*)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64", "aarch64"})
  void theNativeLibraryNeedsNoOther(String machine) throws IOException {
    Path library = folder.resolve("libtidemark.so");
    try (JarFile jar = new JarFile(Launch.tidemarkJar().toFile());
        InputStream in =
            jar.getInputStream(
                jar.getJarEntry("inst/native/linux-" + machine + "/libtidemark.so"))) {
      Files.copy(in, library);
    }
    List<String> dynamic = readelf("--dynamic", library);
    assertThat(dynamic).anyMatch(line -> line.contains("(STRTAB)"));
    assertThat(dynamic).noneMatch(line -> line.contains("(NEEDED)"));
    // symbols are numbered from the null symbol, which alone may be undefined
    List<String> symbols =
        readelf("--dyn-syms", library).stream()
            .filter(line -> line.matches("\\s*[1-9]\\d*: .*"))
            .toList();
    assertThat(symbols).anyMatch(line -> line.endsWith("JvmtiLibrary_open"));
    assertThat(symbols).noneMatch(line -> line.contains(" UND "));
  }

  private static List<String> readelf(String what, Path library) {
    Tool.Result result = Tool.run(List.of("readelf", what, "--wide", library.toString()));
    assertThat(result.exitCode()).as("%s", result).isZero();
    return result.stdout();
  }

  /** Its other classes are many, and none is needed to weave. */
  @Test
  void ofByteBuddyOnlyTheAsmWithinItIsPackedAndItsLicences() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".classdata") && name.contains("bytebuddy"))
        .isNotEmpty()
        .allMatch(name -> name.matches("inst/net/bytebuddy/jar/asm/[^/]+"));
    assertThat(entries())
        .contains(
            "inst/META-INF/licenses/byte-buddy/ASM",
            "inst/META-INF/licenses/byte-buddy/LICENSE",
            "inst/META-INF/licenses/byte-buddy/NOTICE");
  }

  /** Every name that an entry could have as a class: whole, and with leading folders taken off. */
  private static Set<String> possibleClassNames() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String entry : entries()) {
      for (String suffix : SUFFIXES) {
        if (entry.endsWith(suffix)) {
          String path = entry.substring(0, entry.length() - suffix.length());
          while (!path.isEmpty()) {
            names.add(path.replace('/', '.'));
            int slash = path.indexOf('/');
            path = slash < 0 ? "" : path.substring(slash + 1);
          }
        }
      }
    }
    return names;
  }

  private static String className(String entry) {
    return entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Launch.tidemarkJar().toFile())) {
      List<String> names = new ArrayList<>();
      jar.stream().forEach(entry -> names.add(entry.getName()));
      return names;
    }
  }

  private static boolean isOwn(String name, ClassLoader application) {
    try {
      return Class.forName(name, false, application).getClassLoader() == application;
    } catch (ClassNotFoundException e) {
      return false;
    } catch (LinkageError e) {
      // bytes were found under a name that is not theirs: that, too, is something seen
      return true;
    }
  }
}
