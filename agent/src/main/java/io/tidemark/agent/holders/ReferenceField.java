package io.tidemark.agent.holders;

import java.util.Set;

/**
 * A field of objects that may lead to a map.
 *
 * @param declaring the class that declares it
 * @param name its name
 * @param offset its place in an object
 */
record ReferenceField(Class<?> declaring, String name, long offset) {

  /** Nothing that could lead to a map hangs on these. */
  private static final Set<String> LEAVES =
      Set.of(
          "Ljava/lang/String;",
          "Ljava/lang/Integer;",
          "Ljava/lang/Long;",
          "Ljava/lang/Boolean;",
          "Ljava/lang/Double;");

  /** Whether a field with this signature could lead to a map. */
  static boolean mayLead(String signature) {
    int dimensions = 0;
    while (signature.charAt(dimensions) == '[') {
      dimensions++;
    }
    return signature.charAt(dimensions) == 'L' && !LEAVES.contains(signature.substring(dimensions));
  }
}
