package io.tidemark.exporter.metrics;

import io.micrometer.common.util.internal.logging.InternalLogger;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Loggers that log nothing. Micrometer's own choice may be java.util.logging, which would
 * initialise the application's LogManager, and its adapter for SLF4J refuses a provider that is
 * silent.
 */
final class SilentLoggers extends InternalLoggerFactory {
  @Override
  protected InternalLogger newInstance(String name) {
    return (InternalLogger)
        Proxy.newProxyInstance(
            InternalLogger.class.getClassLoader(),
            new Class<?>[] {InternalLogger.class},
            (logger, method, arguments) -> answer(name, method));
  }

  private static Object answer(String name, Method method) {
    if (method.getReturnType() == boolean.class) {
      return false;
    }
    if (method.getReturnType() == int.class) {
      return name.hashCode();
    }
    return method.getReturnType() == String.class ? name : null;
  }
}
