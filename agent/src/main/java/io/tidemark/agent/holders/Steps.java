package io.tidemark.agent.holders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The way from a root to an object, as the fields on it. */
final class Steps {

  /**
   * One field on the way.
   *
   * @param owner the object that has it; null for a static field
   * @param declaring the class that declares it
   * @param field its name
   * @param dimensions how many arrays lie one in the other behind it
   */
  record Step(Object owner, Class<?> declaring, String field, int dimensions) {

    /** Whether the field is declared by a class of the application. */
    boolean isApplication() {
      return Origin.isApplication(declaring);
    }

    private Step oneArrayMore() {
      return new Step(owner, declaring, field, dimensions + 1);
    }
  }

  private final Object stackObject;
  private final int dimensions;
  private final List<Step> steps;

  private Steps(Object stackObject, int dimensions, List<Step> steps) {
    this.stackObject = stackObject;
    this.dimensions = dimensions;
    this.steps = steps;
  }

  /** What a stack or native code holds, where the way begins there; otherwise null. */
  Object stackObject() {
    return stackObject;
  }

  /** How many arrays lie one in the other before the first step. */
  int dimensions() {
    return dimensions;
  }

  List<Step> steps() {
    return steps;
  }

  /** The way on which a walk first came to an object. */
  static Steps to(int index, Visited visited, Shapes shapes) throws ReflectiveOperationException {
    List<Integer> way = new ArrayList<>();
    for (int i = index; i != Visited.NONE; i = visited.parent(i)) {
      way.add(i);
    }
    Collections.reverse(way);
    boolean fromStack = visited.object(way.get(0)) instanceof StackObjects;
    int first = fromStack ? 1 : 0;
    int dimensions = 0;
    List<Step> steps = new ArrayList<>();
    for (int i = first; i + 1 < way.size(); i++) {
      Object owner = visited.object(way.get(i));
      int child = way.get(i + 1);
      if (owner instanceof Object[]) {
        if (steps.isEmpty()) {
          dimensions++;
        } else {
          steps.add(steps.remove(steps.size() - 1).oneArrayMore());
        }
      } else if (owner instanceof StaticFields statics) {
        steps.add(new Step(null, statics.type(), statics.names()[visited.edge(child)], 0));
      } else {
        ReferenceField field = shapes.of(owner.getClass()).fields()[visited.edge(child)];
        if (!isLink(owner, field, visited.object(child))) {
          steps.add(new Step(owner, field.declaring(), field.name(), 0));
        }
      }
    }
    return new Steps(fromStack ? visited.object(way.get(1)) : null, dimensions, steps);
  }

  /** Whether a node of a JDK collection refers to its neighbour, which says nothing. */
  private static boolean isLink(Object owner, ReferenceField field, Object target) {
    return owner.getClass() == target.getClass()
        && !(owner instanceof Map)
        && !(owner instanceof Collection)
        && !(owner instanceof Thread)
        && !Origin.isApplication(field.declaring());
  }
}
