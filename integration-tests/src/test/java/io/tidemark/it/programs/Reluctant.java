package io.tidemark.it.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Classes that a discovery could load or initialise by a careless look at them. */
final class Reluctant {

  private static final List<Object> KEPT = new ArrayList<>();

  private Reluctant() {}

  static void make() throws ReflectiveOperationException {
    String name = Reluctant.class.getName() + "$Uninitialised";
    KEPT.add(Class.forName(name, false, Reluctant.class.getClassLoader()));
    KEPT.add(new Holder());
  }

  /** Loaded and never initialised. */
  static final class Uninitialised {
    static final Map<Object, Object> MAP = new HashMap<>();

    private Uninitialised() {}

    static {
      System.out.println("initialised " + Uninitialised.class.getName());
    }
  }

  /** In use, while the types of its fields are not loaded. */
  static final class Holder {
    static NeverLoaded[] statics;
    NeverLoadedEither field;
  }

  static final class NeverLoaded {}

  static final class NeverLoadedEither {}
}
