package io.tidemark.it.programs;

import java.lang.management.ManagementFactory;
import java.nio.file.FileSystems;
import java.util.Map;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * An application that installs services of the JVM of its own, late, and prints which are in use.
 */
public final class OwnServices {

  private OwnServices() {}

  public static void main(String[] arguments) throws Exception {
    Commands.serve(
        Map.of(
            "log-manager", OwnServices::logManager,
            "mbean-server", OwnServices::mbeanServer,
            "file-system", OwnServices::fileSystem));
  }

  private static void logManager() {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    System.out.println("log manager " + LogManager.getLogManager().getClass().getName());
  }

  private static void mbeanServer() {
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    System.out.println("own builder made the server: " + (server == OwnBuilder.made));
  }

  private static void fileSystem() {
    System.setProperty(
        "java.nio.file.spi.DefaultFileSystemProvider", OwnFileSystemProvider.class.getName());
    System.out.println("file system " + FileSystems.getDefault().provider().getClass().getName());
  }

  /** A LogManager such as application servers have. */
  public static final class OwnLogManager extends LogManager {}

  /** A builder of management servers such as application servers have. */
  public static final class OwnBuilder extends MBeanServerBuilder {

    private static MBeanServer made;

    @Override
    public MBeanServer newMBeanServer(
        String domain, MBeanServer outer, MBeanServerDelegate delegate) {
      made = super.newMBeanServer(domain, outer, delegate);
      return made;
    }
  }
}
