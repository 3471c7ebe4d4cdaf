package io.tidemark.agent.config;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.ConstructYamlNull;
import org.snakeyaml.engine.v2.exceptions.DuplicateKeyException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads the config file. The only class that knows the YAML library, so it loads only for a file.
 */
final class YamlFile {

  private static final int MOST_BYTES = 64 * 1024;

  /**
   * One value of the file.
   *
   * @param key with the keys above it, joined by dots
   * @param value as it is written, never as a number; empty for an empty section
   * @param list whether it is a list, which no key takes
   */
  record Entry(String key, String value, boolean list) {}

  private YamlFile() {}

  /** All values in the order of the file; empty after one line about a file that is of no use. */
  static Optional<List<Entry>> read(String path, String origin, Problems problems) {
    String problem;
    try {
      byte[] bytes = bytesOf(new File(path));
      List<Entry> entries = new ArrayList<>();
      flatten("", parse(bytes), entries);
      return Optional.of(entries);
    } catch (IOException e) {
      problem = "cannot be read: " + e.getMessage();
    } catch (YamlEngineException e) {
      problem = "is not YAML that can be used: " + describe(e);
    } catch (StackOverflowError e) {
      problem = "is not YAML that can be used: it is nested too deeply";
    } catch (RuntimeException e) {
      // The library is not ours, and what leaves premain ends the application's JVM.
      problem = "is not YAML that can be used: the parser failed with " + e;
    }
    problems.line(
        "config: "
            + Problems.quote(path)
            + " from "
            + origin
            + " "
            + problem
            + "; the file is left out");
    return Optional.empty();
  }

  private static byte[] bytesOf(File file) throws IOException {
    // A pipe or a device could block the application's start for ever.
    if (!file.isFile()) {
      throw new IOException(file.exists() ? "it is not a regular file" : "there is no such file");
    }
    try (InputStream in = new FileInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static Map<?, ?> parse(byte[] bytes) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setTagConstructors(Map.of(Tag.NULL, new ConstructYamlNull()))
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .build();
    Object document = new Load(settings).loadFromInputStream(new ByteArrayInputStream(bytes));
    if (document == null) {
      return Map.of();
    }
    if (document instanceof Map) {
      return (Map<?, ?>) document;
    }
    throw new YamlEngineException("it is no map of keys and values");
  }

  private static void flatten(String prefix, Map<?, ?> map, List<Entry> entries) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = prefix + entry.getKey();
      Object value = entry.getValue();
      if (value instanceof Map && !((Map<?, ?>) value).isEmpty()) {
        flatten(key + ".", (Map<?, ?>) value, entries);
      } else if (value == null || value instanceof Map) {
        entries.add(new Entry(key, "", false));
      } else {
        entries.add(new Entry(key, value.toString(), !(value instanceof String)));
      }
    }
  }

  /**
   * Without the library's excerpt of the file, and without what it quotes of values: either could
   * hold a password.
   */
  private static String describe(YamlEngineException e) {
    if (!(e instanceof MarkedYamlEngineException)) {
      return e.getMessage();
    }
    MarkedYamlEngineException marked = (MarkedYamlEngineException) e;
    boolean quotesNoValue =
        e instanceof ScannerException
            || e instanceof ParserException
            || e instanceof DuplicateKeyException;
    String problem = quotesNoValue ? marked.getProblem() : "an alias or a tag that is not allowed";
    Optional<Mark> mark = marked.getProblemMark();
    if (mark.isEmpty()) {
      return problem;
    }
    return problem
        + ", line "
        + (mark.get().getLine() + 1)
        + ", column "
        + (mark.get().getColumn() + 1);
  }
}
