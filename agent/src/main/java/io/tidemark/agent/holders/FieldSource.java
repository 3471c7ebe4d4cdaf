package io.tidemark.agent.holders;

import java.util.List;

/** Knows the classes and their fields, without loading or initialising any for it. */
interface FieldSource {

  /** All classes that are loaded. */
  Class<?>[] loadedClasses();

  /** The instance fields that a class itself declares and that may lead to a map. */
  List<ReferenceField> instanceFields(Class<?> type) throws ReflectiveOperationException;

  /** The static fields of an initialised class. */
  StaticFields staticFields(Class<?> type) throws ReflectiveOperationException;
}
