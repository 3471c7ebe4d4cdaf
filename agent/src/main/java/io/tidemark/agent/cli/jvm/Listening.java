package io.tidemark.agent.cli.jvm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** On which address a process listens, by its own sockets: see proc_net_tcp. */
final class Listening {

  private static final String LISTEN = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final int HEX = 16;

  private Listening() {}

  /** The address to connect to for a port; empty where the process listens there on none. */
  static Optional<InetSocketAddress> on(ProcFolder process, int port) {
    Set<String> own = inodes(process);
    for (String table : new String[] {"net/tcp", "net/tcp6"}) {
      Optional<byte[]> bytes = process.bytes(table);
      for (String line : bytes.map(Listening::text).orElse("").lines().toList()) {
        String[] words = line.trim().split("\\s+");
        if (words.length > INODE && words[STATE].equals(LISTEN) && own.contains(words[INODE])) {
          String[] local = words[LOCAL].split(":");
          if (Integer.parseInt(local[1], HEX) == port) {
            return Optional.of(new InetSocketAddress(reachable(local[0]), port));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> inodes(ProcFolder process) {
    Set<String> inodes = new HashSet<>();
    for (Path descriptor : process.children("fd")) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      } catch (IOException closedMeanwhile) {
        continue;
      }
    }
    return inodes;
  }

  /** Words of four bytes in this machine's order; any address is reached by loopback. */
  private static InetAddress reachable(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    ByteBuffer address = ByteBuffer.wrap(bytes);
    for (int at = 0; at < bytes.length; at += Integer.BYTES) {
      int word = address.order(ByteOrder.nativeOrder()).getInt(at);
      address.order(ByteOrder.BIG_ENDIAN).putInt(at, word);
    }
    try {
      InetAddress result = InetAddress.getByAddress(bytes);
      // a socket for any IPv6 address takes IPv4 too, as Java opens it
      return result.isAnyLocalAddress()
          ? InetAddress.getByAddress(new byte[] {127, 0, 0, 1})
          : result;
    } catch (UnknownHostException wrongLength) {
      throw new IllegalStateException(wrongLength);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
