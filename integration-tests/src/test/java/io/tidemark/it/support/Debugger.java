package io.tidemark.it.support;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.util.List;
import java.util.Map;

/** Reaches into a JVM that was started with the debugger's agent, to break what is Tidemark's. */
public final class Debugger {

  private Debugger() {}

  /** The flag for a JVM that is to be reached at that port. */
  public static String flag(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
        + port;
  }

  /** Sets a boolean field of the object that a frame of a thread's stack belongs to. */
  public static void setTrue(int port, String threadName, String simpleClassName, String field) {
    try {
      AttachingConnector connector =
          Bootstrap.virtualMachineManager().attachingConnectors().stream()
              .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
              .findFirst()
              .orElseThrow();
      Map<String, Connector.Argument> arguments = connector.defaultArguments();
      arguments.get("hostname").setValue("127.0.0.1");
      arguments.get("port").setValue(Integer.toString(port));
      VirtualMachine machine = connector.attach(arguments);
      machine.suspend();
      try {
        ObjectReference object = object(machine, threadName, simpleClassName);
        object.setValue(object.referenceType().fieldByName(field), machine.mirrorOf(true));
      } finally {
        machine.dispose();
      }
    } catch (Exception e) {
      throw new AssertionError("debugging at " + port, e);
    }
  }

  private static ObjectReference object(VirtualMachine machine, String thread, String type)
      throws Exception {
    List<ThreadReference> threads =
        machine.allThreads().stream().filter(found -> found.name().equals(thread)).toList();
    for (StackFrame frame : threads.get(0).frames()) {
      if (frame.location().declaringType().name().endsWith("." + type)) {
        return frame.thisObject();
      }
    }
    throw new AssertionError("no " + type + " on " + threads.get(0).frames());
  }
}
