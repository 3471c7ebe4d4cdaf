package io.tidemark.agent.config;

/**
 * One thing a user can set.
 *
 * @param name as in the agent arguments and in YAML
 * @param parser what is allowed
 * @param defaultText the default as a user would write it
 * @param help one line for the list of keys
 */
record Key<T>(String name, Parser<T> parser, String defaultText, String help) {

  T fallback() {
    return parser.parse(defaultText);
  }
}
