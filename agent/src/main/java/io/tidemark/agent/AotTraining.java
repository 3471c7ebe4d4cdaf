package io.tidemark.agent;

import jdk.internal.misc.VM;

/** Whether this JVM records what an AOT cache is made of (JEP 483, JEP 514). */
final class AotTraining {

  private AotTraining() {}

  /**
   * Tells it from the JVM's options. A class that was ever retransformed is left out of the cache,
   * and without HashMap in it JDK 25's assembly of the cache dies of SIGSEGV (in {@code
   * vmClasses::resolve_all}): such a JVM must not be woven, not even for a moment.
   */
  static boolean isUnderWay() {
    for (String option : VM.getRuntimeArguments()) {
      if (option.startsWith("-XX:AOTCacheOutput=") || option.equals("-XX:AOTMode=record")) {
        return true;
      }
    }
    return false;
  }
}
