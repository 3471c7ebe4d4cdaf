package io.tidemark.agent.holders;

/**
 * What the stacks of threads and native code held when they were looked at.
 *
 * @param objects each once
 */
record StackObjects(Object[] objects) {}
