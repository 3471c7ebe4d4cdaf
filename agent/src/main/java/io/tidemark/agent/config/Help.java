package io.tidemark.agent.config;

/** The list of keys as text. */
final class Help {

  private static final String NEW_LINE = "\n";

  private Help() {}

  static String text() {
    int nameWidth = 0;
    int defaultWidth = 0;
    for (Key<?> key : Keys.ALL) {
      nameWidth = Math.max(nameWidth, key.name().length());
      defaultWidth = Math.max(defaultWidth, key.defaultText().length());
    }
    StringBuilder text = new StringBuilder();
    text.append("A key has four spellings; the first of them that is given counts:")
        .append(NEW_LINE);
    text.append("  -javaagent:tidemark.jar=track.min-slots=8192,port=9750").append(NEW_LINE);
    text.append("      (attach: the same string; \\, is a comma within a value)").append(NEW_LINE);
    for (Source source : new Source[] {Source.PROPERTIES, Source.ENVIRONMENT}) {
      String flag = source == Source.PROPERTIES ? "-D" : "";
      String spelled = source.spell(Keys.TRACK_MIN_SLOTS.name());
      text.append("  ").append(flag).append(spelled).append("=8192").append(NEW_LINE);
    }
    text.append("  track.min-slots: 8192      (in the YAML file named by config)");
    text.append(NEW_LINE).append(NEW_LINE);
    for (Key<?> key : Keys.ALL) {
      text.append("  ");
      pad(text, key.name(), nameWidth);
      pad(text, key.defaultText(), defaultWidth);
      text.append(key.help()).append("; ").append(key.parser().allowed()).append(NEW_LINE);
    }
    text.append(NEW_LINE);
    text.append("TLS and basic authentication are set in the YAML file, under httpServer.ssl and");
    text.append(NEW_LINE);
    text.append("httpServer.authentication.basic, with the key names of jmx_exporter.");
    return text.append(NEW_LINE).toString();
  }

  private static void pad(StringBuilder text, String cell, int width) {
    text.append(cell);
    for (int i = cell.length(); i < width + 2; i++) {
      text.append(' ');
    }
  }
}
