package io.tidemark.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loopback ports. */
public final class Ports {

  /** Below those that systems give to whoever asks for any: a connection would take one of them. */
  private static final int LOWEST = 10_000;

  private static final int HIGHEST = 30_000;

  /** The state of a socket that listens, in /proc. */
  private static final String LISTENS = "0A";

  private Ports() {}

  /** A port that was free a moment ago. */
  public static int free() {
    return free(1).get(0);
  }

  /** So many ports that were free a moment ago, all different. */
  public static List<Integer> free(int number) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      while (sockets.size() < number) {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        try {
          sockets.add(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
        } catch (BindException taken) {
          continue;
        }
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ports that a process of this machine listens on. */
  public static List<Integer> of(long pid) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      Set<String> sockets = descriptors.map(Ports::target).collect(Collectors.toSet());
      List<String> connections = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6")) {
        connections.addAll(Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table)));
      }
      return connections.stream()
          .map(line -> line.trim().split("\\s+"))
          .filter(
              words -> words[3].equals(LISTENS) && sockets.contains("socket:[" + words[9] + "]"))
          .map(words -> Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** Whether somebody listens on a port. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      return socket.isConnected();
    } catch (ConnectException nobody) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
