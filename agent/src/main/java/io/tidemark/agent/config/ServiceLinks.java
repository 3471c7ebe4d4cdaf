package io.tidemark.agent.config;

/**
 * Variables that Kubernetes gives every pod for each service of its namespace. A service named
 * tidemark makes {@code TIDEMARK_PORT=tcp://10.0.0.1:9746} and a dozen others, which nobody wrote.
 */
final class ServiceLinks {

  private ServiceLinks() {}

  static boolean contains(String name, String value) {
    return name.endsWith("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || (name.endsWith("_PORT") && value.contains("://"))
        || isPortOfService(name);
  }

  /** Such as {@code TIDEMARK_PORT_9746_TCP_ADDR}. */
  private static boolean isPortOfService(String name) {
    int after = name.indexOf("_PORT_") + "_PORT_".length();
    return name.contains("_PORT_")
        && after < name.length()
        && Character.isDigit(name.charAt(after));
  }
}
