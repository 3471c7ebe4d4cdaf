/**
 * The JVMs of this machine as the command line sees them: finding them, looking at them before
 * anything is sent, and the session with one of them. Linux only: all of it rests on {@code /proc}.
 */
package io.tidemark.agent.cli.jvm;
