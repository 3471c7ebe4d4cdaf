/** What a Tidemark that runs in another JVM publishes, read over HTTP, and shown to a person. */
package io.tidemark.agent.cli.report;
