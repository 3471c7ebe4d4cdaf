package io.tidemark.it.support;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Loads an agent into a JVM that runs, by the JDK's own attach API. */
public final class Attach {

  private Attach() {}

  /** Loads an agent's jar with that argument; returns when its {@code agentmain} has. */
  public static void load(AgentJvm jvm, Path jar, String argument) {
    Poll.once("attach to " + jvm.pid(), () -> loadNow(jvm, jar, argument));
  }

  private static Void loadNow(AgentJvm jvm, Path jar, String argument) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
      try {
        machine.loadAgent(jar.toString(), argument);
      } catch (AgentLoadException e) {
        // Java 8 answers success by the bare code, which a newer JDK does not understand
        if (!"0".equals(e.getMessage())) {
          throw e;
        }
      } finally {
        machine.detach();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
      throw new AssertionError("attach to " + jvm.pid(), e);
    }
  }
}
