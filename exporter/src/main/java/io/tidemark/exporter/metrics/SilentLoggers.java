package io.tidemark.exporter.metrics;

import io.micrometer.common.util.internal.logging.AbstractInternalLogger;
import io.micrometer.common.util.internal.logging.InternalLogger;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;

/**
 * Loggers that log nothing. Micrometer's own choice may be java.util.logging, which would
 * initialise the application's LogManager, and its adapter for SLF4J refuses a provider that is
 * silent.
 */
final class SilentLoggers extends InternalLoggerFactory {
  @Override
  protected InternalLogger newInstance(String name) {
    return new SilentLogger(name);
  }

  /** Written out: a proxy with its forty methods would be generated at each start. */
  private static final class SilentLogger extends AbstractInternalLogger {

    private static final long serialVersionUID = 1;

    SilentLogger(String name) {
      super(name);
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public void trace(String message) {}

    @Override
    public void trace(String format, Object argument) {}

    @Override
    public void trace(String format, Object first, Object second) {}

    @Override
    public void trace(String format, Object... arguments) {}

    @Override
    public void trace(String message, Throwable thrown) {}

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String format, Object argument) {}

    @Override
    public void debug(String format, Object first, Object second) {}

    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void debug(String message, Throwable thrown) {}

    @Override
    public boolean isInfoEnabled() {
      return false;
    }

    @Override
    public void info(String message) {}

    @Override
    public void info(String format, Object argument) {}

    @Override
    public void info(String format, Object first, Object second) {}

    @Override
    public void info(String format, Object... arguments) {}

    @Override
    public void info(String message, Throwable thrown) {}

    @Override
    public boolean isWarnEnabled() {
      return false;
    }

    @Override
    public void warn(String message) {}

    @Override
    public void warn(String format, Object argument) {}

    @Override
    public void warn(String format, Object first, Object second) {}

    @Override
    public void warn(String format, Object... arguments) {}

    @Override
    public void warn(String message, Throwable thrown) {}

    @Override
    public boolean isErrorEnabled() {
      return false;
    }

    @Override
    public void error(String message) {}

    @Override
    public void error(String format, Object argument) {}

    @Override
    public void error(String format, Object first, Object second) {}

    @Override
    public void error(String format, Object... arguments) {}

    @Override
    public void error(String message, Throwable thrown) {}
  }
}
