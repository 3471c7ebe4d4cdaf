package io.tidemark.exporter.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Guards a server on a loopback address against DNS rebinding: a web page whose own name was made
 * to point to 127.0.0.1 is same-origin with the server for the browser, but its name is in the Host
 * header. Immutable.
 */
final class HostCheck {
  private final Set<String> names;

  private HostCheck(Set<String> names) {
    this.names = names;
  }

  /**
   * @param configured the host as configured
   * @param bound what it was resolved to
   */
  static HostCheck of(String configured, InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    if (address == null || !address.isLoopbackAddress()) {
      return new HostCheck(Set.of());
    }
    // the address too, as Java spells it: no DNS answers for one
    return new HostCheck(
        Set.copyOf(
            List.of(
                "localhost",
                "127.0.0.1",
                "[::1]",
                bracketed(address.getHostAddress()),
                bracketed(configured))));
  }

  /** Whether the request may be answered. */
  boolean accepts(Request request) {
    if (names.isEmpty()) {
      return true;
    }
    List<String> hosts = request.headers("Host");
    return hosts.size() == 1
        && names.contains(nameOf(hosts.get(0)))
        && (request.targetHost() == null || names.contains(nameOf(request.targetHost())));
  }

  private static String nameOf(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    int colon = name.lastIndexOf(':');
    boolean hasPort = colon > name.lastIndexOf(']');
    return hasPort ? name.substring(0, colon) : name;
  }

  private static String bracketed(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name;
  }
}
