package io.tidemark.agent.cli.jvm;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The strings of a JVM's performance data file ({@code hsperfdata_USER/PID}), which it writes from
 * its start on unless it is told not to. Format: HotSpot's perfMemory.hpp, version 2.0.
 */
final class PerfData {

  private static final int MAGIC = 0xcafec0c0;
  private static final int BYTE_ORDER_AT = 4;
  private static final int ACCESSIBLE_AT = 7;
  private static final int ENTRY_OFFSET_AT = 24;
  private static final int ENTRIES_AT = 28;
  private static final int PROLOGUE = 32;
  private static final byte LITTLE_ENDIAN = 1;

  /** What a file says whose JVM has just begun to start. */
  private static final PerfData EMPTY = new PerfData(Map.of());

  private final Map<String, String> strings;

  private PerfData(Map<String, String> strings) {
    this.strings = strings;
  }

  /** Reads a file's bytes; what is not complete yet, or no such file, gives no strings. */
  static PerfData parse(byte[] bytes) {
    if (bytes.length < PROLOGUE
        || ByteBuffer.wrap(bytes).getInt() != MAGIC
        || bytes[ACCESSIBLE_AT] == 0) {
      return EMPTY;
    }
    ByteBuffer data = ByteBuffer.wrap(bytes);
    data.order(
        bytes[BYTE_ORDER_AT] == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Map<String, String> strings = new HashMap<>();
    try {
      int at = data.getInt(ENTRY_OFFSET_AT);
      for (int i = data.getInt(ENTRIES_AT); i > 0; i--) {
        int length = data.getInt(at);
        addString(data, at, strings);
        if (length <= 0) {
          break;
        }
        at += length;
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException cutShort) {
      // the JVM was writing it: what was read up to there is right
      return new PerfData(strings);
    }
    return new PerfData(strings);
  }

  private static void addString(ByteBuffer data, int at, Map<String, String> strings) {
    int nameOffset = data.getInt(at + 4);
    int vectorLength = data.getInt(at + 8);
    byte type = data.get(at + 12);
    int dataOffset = data.getInt(at + 16);
    if (type == 'B' && vectorLength > 0) {
      strings.put(text(data, at + nameOffset), text(data, at + dataOffset));
    }
  }

  private static String text(ByteBuffer data, int from) {
    int to = from;
    while (data.get(to) != 0) {
      to++;
    }
    return new String(data.array(), from, to - from, StandardCharsets.UTF_8);
  }

  /** The main class or jar and the program's arguments. */
  Optional<String> javaCommand() {
    return string("sun.rt.javaCommand");
  }

  /** Such as {@code 17.0.15} or {@code 1.8.0_402}. */
  Optional<String> javaVersion() {
    return string("java.property.java.version");
  }

  /** The JVM's options as they were given, with blanks between. */
  String vmOptions() {
    return string("java.rt.vmFlags").orElse("") + " " + string("java.rt.vmArgs").orElse("");
  }

  /** Whether the attach mechanism is on; unknown while the JVM starts. */
  Optional<Boolean> attachable() {
    return string("sun.rt.jvmCapabilities").map(capabilities -> capabilities.startsWith("1"));
  }

  private Optional<String> string(String name) {
    return Optional.ofNullable(strings.get(name)).filter(text -> !text.isBlank());
  }
}
