package io.tidemark.benchmarks.programs;

import com.sun.tools.attach.VirtualMachine;

/** Loads an agent into a running JVM. */
public final class Attach {

  private Attach() {}

  public static void main(String[] arguments) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(arguments[0]);
    try {
      jvm.loadAgent(arguments[1]);
    } finally {
      jvm.detach();
    }
  }
}
