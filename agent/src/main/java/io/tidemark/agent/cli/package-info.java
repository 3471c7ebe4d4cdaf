/**
 * The command line, {@code java -jar tidemark.jar}: a class for each command. {@code jvm} finds
 * JVMs and talks to them, {@code report} reads and shows what Tidemark publishes in one.
 */
package io.tidemark.agent.cli;
