package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many bytecodes each method of some class files has, as that JDK's javap lists them. */
public final class CodeSizes {

  private static final Pattern METHOD =
      Pattern.compile("^  \\S.*?([\\w$.]+\\(.*\\))( throws .*)?;$");
  private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): (\\w+).*");

  /** They leave on the stack what was there. */
  private static final Pattern KEEPING = Pattern.compile("dup|istore(_\\d)?");

  private CodeSizes() {}

  /** The sizes by {@code Class.method(types)}. */
  public static Map<String, Integer> of(Jdk jdk, Path folder) {
    Map<String, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> add(jdk, file, sizes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sizes;
  }

  /** The instructions of each method, without the constant pool's numbers, which may differ. */
  public static List<String> code(Jdk jdk, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .flatMap(file -> javap(jdk, file).stream())
          .map(line -> line.replaceAll("#\\d+", "#").replaceAll(" +", " "))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The instructions that use what a read of a field left on the stack, by their names. */
  public static List<String> usesOf(Jdk jdk, Path folder, String field) {
    List<String> uses = new ArrayList<>();
    boolean read = false;
    for (String line : code(jdk, folder)) {
      Matcher instruction = INSTRUCTION.matcher(line);
      if (read && instruction.matches() && !KEEPING.matcher(instruction.group(2)).matches()) {
        uses.add(instruction.group(2));
        read = false;
      }
      read |= line.contains(": getfield") && line.endsWith("Field " + field);
    }
    return uses;
  }

  private static List<String> javap(Jdk jdk, Path file) {
    return Tool.run(List.of(jdk.bin("javap"), "-p", "-c", file.toString())).stdout();
  }

  private static void add(Jdk jdk, Path file, Map<String, Integer> sizes) {
    String type = file.getFileName().toString().replace(".class", "");
    String method = null;
    for (String line : javap(jdk, file)) {
      Matcher start = METHOD.matcher(line);
      Matcher instruction = INSTRUCTION.matcher(line);
      if (line.equals("  static {};")) {
        method = type + ".<clinit>";
      } else if (start.matches()) {
        String name = start.group(1);
        int qualified = name.lastIndexOf('.', name.indexOf('('));
        method = type + "." + name.substring(qualified + 1);
      } else if (instruction.matches()) {
        int length = instruction.group(2).startsWith("goto") ? 3 : 1;
        sizes.put(method, Integer.parseInt(instruction.group(1)) + length);
      }
    }
  }
}
