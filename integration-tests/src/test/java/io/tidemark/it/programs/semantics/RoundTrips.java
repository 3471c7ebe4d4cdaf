package io.tidemark.it.programs.semantics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints the bytes that maps and sets are serialised to, and what comes of those bytes when they
 * are read again.
 */
final class RoundTrips {

  private static final int[] ENTRIES = {0, 1, 3, 12, 13, 100, 1000};

  private RoundTrips() {}

  static void print() throws Exception {
    for (MapKind kind : MapKind.values()) {
      for (int entries : ENTRIES) {
        print(kind + " of " + entries, filled(kind, entries));
        Map<Object, Object> drained = filled(kind, entries);
        drained.keySet().removeIf(key -> String.valueOf(key).hashCode() % 5 != 0);
        print(kind + " drained of " + entries, drained);
        drained.clear();
        print(kind + " cleared of " + entries, drained);
      }
      Map<Object, Object> colliding = kind.make();
      for (int i = 0; i < 200; i++) {
        colliding.put(new Key(i), List.of(i, "value " + i));
      }
      print(kind + " of colliding keys", colliding);
    }
    for (SetKind kind : SetKind.values()) {
      for (int entries : ENTRIES) {
        Set<Object> set = kind.make();
        for (int i = 0; i < entries; i++) {
          set.add("element " + i);
        }
        print(kind + " of " + entries, set);
      }
    }
  }

  private static Map<Object, Object> filled(MapKind kind, int entries) {
    Map<Object, Object> map = kind.make();
    for (int i = 0; i < entries; i++) {
      map.put(kind.isPlain() && i == 7 ? null : "key " + i, kind.isPlain() && i == 5 ? null : i);
    }
    return map;
  }

  private static void print(String name, Object original) throws Exception {
    byte[] bytes = bytes(original);
    Object read = read(bytes);
    System.out.println(
        "round trip of "
            + name
            + ": equal "
            + (read.equals(original) && original.equals(read))
            + ", same class "
            + (read.getClass() == original.getClass())
            + "\nbytes "
            + HexFormat.of().formatHex(bytes)
            + "\nbytes again "
            + HexFormat.of().formatHex(bytes(read))
            + "\n"
            + read);
  }

  static byte[] bytes(Object original) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    return bytes.toByteArray();
  }

  static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }
}
