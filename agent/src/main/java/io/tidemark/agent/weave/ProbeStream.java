package io.tidemark.agent.weave;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import jdk.internal.misc.Unsafe;

/**
 * What a map's {@code readObject} reads in the {@link HookProof}: that many times the same key, so
 * that under a high threshold no hundreds of thousands of entries are made in the application's
 * heap: at 1,048,576 slots those took 68 MB and three pauses of 40 ms.
 *
 * <p>It is made without its constructor, since {@code ObjectInputStream}'s sets up the
 * application's deserialisation filter and asks for a logger, both of which belong to the
 * application.
 */
final class ProbeStream extends ObjectInputStream {

  /**
   * The key of all entries of the proof, a value too. A String, as the JDK's own keys mostly are:
   * at each call of {@code hashCode} or {@code equals} inside of a map HotSpot keeps the two
   * classes that came first, and the compilers call any other one's method virtually. The proof is
   * not to take a place from the application's keys.
   */
  static final String KEY = "";

  private int entries;
  private long read;

  private ProbeStream() throws IOException {}

  static ProbeStream of(int entries) throws InstantiationException {
    Unsafe unsafe = Unsafe.getUnsafe();
    ProbeStream stream = (ProbeStream) unsafe.allocateInstance(ProbeStream.class);
    // readObject is final and asks readObjectOverride only where this field is set
    unsafe.putBoolean(
        stream, unsafe.objectFieldOffset(ObjectInputStream.class, "enableOverride"), true);
    stream.entries = entries;
    return stream;
  }

  @Override
  protected Object readObjectOverride() {
    // a key and a value for each
    return read++ < 2L * entries ? KEY : null;
  }

  @Override
  public int readInt() {
    return entries;
  }

  @Override
  public float readFloat() {
    return 0.75f;
  }

  @Override
  public void defaultReadObject() {}

  @Override
  public GetField readFields() {
    return new Defaults();
  }

  /** Every field has its default. */
  private static final class Defaults extends GetField {
    @Override
    public ObjectStreamClass getObjectStreamClass() {
      return null;
    }

    @Override
    public boolean defaulted(String name) {
      return true;
    }

    @Override
    public boolean get(String name, boolean value) {
      return value;
    }

    @Override
    public byte get(String name, byte value) {
      return value;
    }

    @Override
    public char get(String name, char value) {
      return value;
    }

    @Override
    public short get(String name, short value) {
      return value;
    }

    @Override
    public int get(String name, int value) {
      return value;
    }

    @Override
    public long get(String name, long value) {
      return value;
    }

    @Override
    public float get(String name, float value) {
      return value;
    }

    @Override
    public double get(String name, double value) {
      return value;
    }

    @Override
    public Object get(String name, Object value) {
      return value;
    }
  }
}
