package io.tidemark.agent.config;

/** What a user wrote for a key, and where; the value is never null. */
record Setting(String value, Source source) {

  /** To be read after "from". */
  String origin(String key) {
    if (source == Source.PROPERTIES) {
      return "-D" + source.spell(key);
    }
    return source == Source.ENVIRONMENT ? source.spell(key) : source.name();
  }
}
