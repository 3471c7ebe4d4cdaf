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

  private static final String CLASS = ".class";

  private CodeSizes() {}

  /** The sizes by {@code Class.method(types)}. */
  public static Map<String, Integer> of(Jdk jdk, Path folder) {
    Map<String, Integer> sizes = new TreeMap<>();
    javap(jdk, folder).forEach((type, lines) -> add(type, lines, sizes));
    return sizes;
  }

  /** The instructions of each method, without the constant pool's numbers, which may differ. */
  public static List<String> code(Jdk jdk, Path folder) {
    return javap(jdk, folder).values().stream()
        .flatMap(List::stream)
        .map(line -> line.replaceAll("#\\d+", "#").replaceAll(" +", " "))
        .toList();
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

  /** What is listed of each file, by the file's name. */
  private static Map<String, List<String>> javap(Jdk jdk, Path folder) {
    List<String> command = new ArrayList<>(List.of(jdk.bin("javap"), "-p", "-c"));
    List<String> types = types(folder);
    types.forEach(type -> command.add(folder.resolve(type + CLASS).toString()));
    Map<String, List<String>> listed = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : Tool.run(command).stdout()) {
      lines.add(line);
      if (line.equals("}")) {
        listed.put(types.get(listed.size()), List.copyOf(lines));
        lines.clear();
      }
    }
    if (listed.size() != types.size()) {
      throw new AssertionError(types + " are listed as " + listed.keySet());
    }
    return listed;
  }

  private static List<String> types(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString().replace(CLASS, "")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String type, List<String> lines, Map<String, Integer> sizes) {
    String method = null;
    for (String line : lines) {
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
