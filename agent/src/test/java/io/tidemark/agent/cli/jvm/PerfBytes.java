package io.tidemark.agent.cli.jvm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes performance data as HotSpot lays it out. */
final class PerfBytes {

  private static final int PROLOGUE = 32;
  private static final int ENTRY_HEAD = 20;

  private PerfBytes() {}

  static byte[] of(Map<String, String> strings, ByteOrder order) {
    ByteBuffer data = ByteBuffer.allocate(8192);
    data.putInt(0xcafec0c0);
    data.order(order);
    data.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0)).put((byte) 2).put((byte) 0);
    data.put((byte) 1);
    data.putInt(24, PROLOGUE).putInt(28, strings.size() + 1);
    data.position(PROLOGUE);
    // a long, as most entries are
    addEntry(data, "sun.gc.generation", new byte[8], 0, 'J');
    strings.forEach(
        (name, value) -> {
          byte[] bytes = (value + "\0").getBytes(StandardCharsets.UTF_8);
          addEntry(data, name, bytes, bytes.length, 'B');
        });
    return data.array();
  }

  /** As text whose characters are the bytes. */
  static String text(Map<String, String> strings) {
    return new String(of(strings, ByteOrder.LITTLE_ENDIAN), StandardCharsets.ISO_8859_1);
  }

  private static void addEntry(ByteBuffer data, String name, byte[] value, int length, char type) {
    byte[] nameBytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
    int dataAt = (ENTRY_HEAD + nameBytes.length + 7) / 8 * 8;
    int end = (dataAt + value.length + 7) / 8 * 8;
    int start = data.position();
    data.putInt(end).putInt(ENTRY_HEAD).putInt(length);
    data.put((byte) type).put((byte) 0).put((byte) 5).put((byte) 1).putInt(dataAt);
    data.put(nameBytes);
    data.position(start + dataAt);
    data.put(value);
    data.position(start + end);
  }
}
