package io.tidemark.benchmarks.programs.workloads;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Eclipse's compiler, which compiles a class of five generic methods an operation. */
final class Compiler implements Workload {

  private static final int METHODS = 5;

  private final Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "compiled");
  private final Path source = folder.resolve("Generated.java");

  Compiler() throws IOException {
    StringBuilder text = new StringBuilder("import java.util.*; import java.util.stream.*;\n");
    text.append("public class Generated {\n");
    for (int i = 0; i < METHODS; i++) {
      text.append("  static Map<String, List<Integer>> m").append(i);
      text.append(
          "(Collection<String> in) {\n    Map<String, List<Integer>> out = new TreeMap<>();\n");
      text.append("    for (String s : in) {\n");
      text.append("      out.computeIfAbsent(s, k -> new ArrayList<>()).add(s.length() + ");
      text.append(i).append(");\n    }\n    return out.entrySet().stream().filter(e -> ");
      text.append("e.getValue().size() > 1).collect(Collectors.toMap(");
      text.append("Map.Entry::getKey, Map.Entry::getValue));\n  }\n");
    }
    Files.writeString(source, text.append("}\n"));
  }

  @Override
  public void operate() throws IOException {
    StringWriter said = new StringWriter();
    PrintWriter to = new PrintWriter(said);
    String arguments = "-17 -nowarn -proc:none -d " + folder + " " + source;
    if (!BatchCompiler.compile(arguments, to, to, null)) {
      throw new IOException("does not compile: " + said);
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
