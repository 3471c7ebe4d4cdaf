package io.tidemark.agent.weave;

import java.util.TidemarkHooks1;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.bytecode.Addition;
import net.bytebuddy.implementation.bytecode.Removal;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.member.FieldAccess;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Writes the hooks into the bytes of one of the JDK's maps, and knows nothing of how the JVM is
 * told. Any thread may use it.
 */
final class MapWeaver {

  private final ByteBuddy byteBuddy = new ByteBuddy().with(TypeValidation.DISABLED);
  private final ClassFileLocator adviceClasses =
      ClassFileLocator.ForClassLoader.of(MapWeaver.class.getClassLoader());
  private final Advice.ExceptionHandler countError =
      new Advice.ExceptionHandler.Simple(countError());
  private final Thresholds thresholds;

  MapWeaver(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /**
   * Weaves one class.
   *
   * @param type the class
   * @param classFile its class file, as the transformers before this one left it
   * @return the class file with every {@link Hook} of that class written in
   */
  byte[] weave(Class<?> type, byte[] classFile) {
    DynamicType.Builder<?> builder =
        byteBuddy.decorate(
            TypeDescription.ForLoadedType.of(type),
            ClassFileLocator.Simple.of(type.getName(), classFile));
    for (Hook hook : Hook.values()) {
      if (hook.type == type) {
        builder = builder.visit(advice(hook).on(place(hook)));
      }
    }
    return builder.make().getBytes();
  }

  private Advice advice(Hook hook) {
    return Advice.withCustomMapping()
        .bind(Advices.HookNumber.class, hook.ordinal())
        .bind(Advices.TrackMinSlots.class, thresholds.trackMinSlots())
        .bind(Advices.SiteMinSlots.class, thresholds.siteMinSlots())
        .bind(Advices.MaxFill.class, thresholds.maxFill())
        .to(hook.advice, adviceClasses)
        .withExceptionHandler(countError);
  }

  private static ElementMatcher<MethodDescription> place(Hook hook) {
    ElementMatcher.Junction<MethodDescription> name =
        hook.method.equals("<init>")
            ? ElementMatchers.isConstructor()
            : ElementMatchers.named(hook.method);
    return name.and(ElementMatchers.takesArguments(hook.arguments));
  }

  /** Allocates nothing and calls nothing: it may run without any stack or heap left. */
  private static StackManipulation countError() {
    FieldDescription errors;
    try {
      errors = new FieldDescription.ForLoadedField(TidemarkHooks1.class.getField("errors"));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    return new StackManipulation.Compound(
        Removal.SINGLE,
        FieldAccess.forField(errors).read(),
        IntegerConstant.ONE,
        Addition.INTEGER,
        FieldAccess.forField(errors).write());
  }
}
