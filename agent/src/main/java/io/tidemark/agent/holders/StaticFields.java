package io.tidemark.agent.holders;

/**
 * The static fields of a class that may lead to a map, and what they held when they were read.
 *
 * @param type the class
 * @param names the fields
 * @param values what each held, null included
 */
record StaticFields(Class<?> type, String[] names, Object[] values) {

  static final StaticFields NONE = new StaticFields(Object.class, new String[0], new Object[0]);
}
