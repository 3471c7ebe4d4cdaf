package io.tidemark.agent.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call of {@link Config#load} in the making, and the lines it gave. */
public final class Load {

  final List<String> lines = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String arguments;

  private Load() {}

  /** What the agent arguments give, which are to be without a mistake. */
  public static Config flawless(String arguments) {
    Load load = of().arguments(arguments);
    Config config = load.config();
    if (!load.lines.isEmpty()) {
      throw new AssertionError(load.lines);
    }
    return config;
  }

  /** Every key at its default. */
  static Config defaults() {
    return of().config();
  }

  static Load of() {
    return new Load();
  }

  Load arguments(String text) {
    arguments = text;
    return this;
  }

  Load property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  Load variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Writes {@code yaml} into {@code folder} and names it by the system property. */
  Load yaml(Path folder, String yaml) {
    try {
      Path file = Files.write(folder.resolve("tidemark.yaml"), yaml.getBytes(UTF_8));
      return property("tidemark.config", file.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Config config() {
    return Config.load(arguments, properties, environment, lines::add);
  }

  /** The only line, without the folder of the YAML file. */
  String line(Path folder) {
    config();
    if (lines.size() != 1) {
      throw new AssertionError("not one line: " + lines);
    }
    return lines.get(0).replace(folder + "/", "");
  }
}
