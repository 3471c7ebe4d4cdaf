package io.tidemark.it.support;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;

/** Namespaces and mounts of their own, which root itself may be denied in a container. */
public final class Namespaces {

  private static final boolean ALLOWED =
      Tool.run(
                  List.of(
                      "unshare",
                      "--fork",
                      "--mount-proc",
                      "--pid",
                      "--net",
                      "mount",
                      "-t",
                      "tmpfs",
                      "none",
                      "/tmp"))
              .exitCode()
          == 0;

  private Namespaces() {}

  /** Leaves a test out, and says so, where this process may not make them. */
  public static void assumeAllowed(Class<?> test) {
    if (!ALLOWED) {
      System.out.println(
          "NOT RUN: a test of "
              + test.getSimpleName()
              + ", since namespaces of its own are not allowed here");
    }
    assumeThat(ALLOWED).as("namespaces are allowed").isTrue();
  }
}
