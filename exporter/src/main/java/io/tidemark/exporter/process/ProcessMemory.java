package io.tidemark.exporter.process;

import java.util.OptionalLong;

/**
 * The memory of this process as the operating system counts it, in bytes. What is not known is
 * absent. Immutable.
 *
 * @param resident the resident set
 * @param residentPeak the largest resident set there has been
 * @param virtual the address space
 * @param swap what is swapped out
 * @param containerLimit the smallest memory limit of the control groups the process is in; absent
 *     where none is set
 */
public record ProcessMemory(
    OptionalLong resident,
    OptionalLong residentPeak,
    OptionalLong virtual,
    OptionalLong swap,
    OptionalLong containerLimit) {

  /** Nothing is known. */
  public static final ProcessMemory UNKNOWN =
      new ProcessMemory(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
}
