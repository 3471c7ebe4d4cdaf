package io.tidemark.it.support;

/**
 * What a census and a heap dump both know of a map.
 *
 * @param type simple name of the JDK class that it is or extends
 * @param className full name of its own class
 * @param slots its table's length
 * @param entries live mappings
 * @param tableBytes its table's size in the heap, in bytes
 */
public record MapFacts(String type, String className, int slots, long entries, long tableBytes) {}
