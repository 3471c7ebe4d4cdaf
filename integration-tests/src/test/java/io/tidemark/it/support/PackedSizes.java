package io.tidemark.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * How many bytes of the packaged jar each library takes. Needs the JDK alone, so that it is a
 * program by itself, too: {@code bin/jar-sizes}.
 */
public final class PackedSizes {

  /** What stands for Tidemark's own classes, native libraries and bill of materials. */
  public static final String OWN = "Tidemark";

  /** What stands for the entries' names and headers, of which a zip file has two each. */
  public static final String FORMAT = "(zip format)";

  private static final String LICENSES = "META-INF/licenses/";

  private PackedSizes() {}

  /**
   * The compressed bytes of each packed library's files, its licences included; with {@link #OWN}
   * and {@link #FORMAT} they add up to the jar's size.
   *
   * @param jar the packaged jar, beside the folder that the build unpacked the libraries into
   */
  public static Map<String, Long> of(Path jar) throws IOException {
    Map<String, String> owners = owners(jar.resolveSibling("packed-libraries"));
    Map<String, Long> sizes = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .forEach(
              entry ->
                  sizes.merge(
                      owner(entry.getName(), owners), entry.getCompressedSize(), Long::sum));
    }
    long entries = sizes.values().stream().mapToLong(Long::longValue).sum();
    sizes.put(FORMAT, Files.size(jar) - entries);
    return sizes;
  }

  /** The entries of the jar that are of no library. */
  public static Stream<String> ownEntries(Path jar) throws IOException {
    Map<String, String> owners = owners(jar.resolveSibling("packed-libraries"));
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> owner(name, owners).equals(OWN))
          .toList()
          .stream();
    }
  }

  private static String owner(String entry, Map<String, String> owners) {
    String name = entry.startsWith("inst/") ? entry.substring("inst/".length()) : entry;
    if (name.startsWith(LICENSES)) {
      return name.substring(LICENSES.length(), name.indexOf('/', LICENSES.length()));
    }
    return owners.getOrDefault(name.replaceFirst("\\.classdata$", ".class"), OWN);
  }

  /** Each file's library, by its path within the library. */
  private static Map<String, String> owners(Path libraries) throws IOException {
    Map<String, String> owners = new HashMap<>();
    try (Stream<Path> files = Files.walk(libraries)) {
      files
          .filter(Files::isRegularFile)
          .map(libraries::relativize)
          .forEach(
              file -> {
                String path = file.subpath(1, file.getNameCount()).toString();
                owners.put(path.replace('\\', '/'), file.getName(0).toString());
              });
    }
    return owners;
  }

  /** Prints the sizes in KiB, the largest first. */
  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    of(jar).entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(size -> print(size.getValue(), size.getKey()));
    print(Files.size(jar), jar.getFileName().toString());
  }

  private static void print(long bytes, String name) {
    System.out.printf(Locale.ROOT, "%8.1f KiB  %s%n", bytes / 1024.0, name);
  }
}
