package io.tidemark.agent.config;

/** Turns what a user wrote into a value. Stateless. */
interface Parser<T> {

  /** The value of {@code text}, or null if the text is not allowed; never throws. */
  T parse(String text);

  /** What is allowed, to be read after "is not": {@code a whole number from 0 to 65535}. */
  String allowed();
}
