package io.tidemark.it.programs;

import java.lang.instrument.Instrumentation;

/**
 * Prints {@code array LENGTH BYTES}: the bytes that this JVM says an array takes, for powers of two
 * and the lengths given.
 */
public final class ArraySizeAgent {

  private static Instrumentation instrumentation;

  private ArraySizeAgent() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
  }

  public static void main(String[] arguments) {
    for (int length = 1; length <= 1 << 22; length <<= 1) {
      print(length);
    }
    for (String length : arguments) {
      print(Integer.parseInt(length));
    }
  }

  private static void print(int length) {
    System.out.println("array " + length + " " + instrumentation.getObjectSize(new Object[length]));
  }
}
