/**
 * What a user can set, read once from its four spellings into an immutable {@link
 * io.tidemark.agent.config.Config}.
 *
 * <p>This is the first code of the agent that runs in an application's JVM. So, unless a config
 * file is named, it uses no lambda, no stream, no regular expression, no {@code String.format}, no
 * {@code java.nio.file} and no library. A new key is one line in {@code Keys} and one component of
 * {@code Config}.
 */
package io.tidemark.agent.config;
