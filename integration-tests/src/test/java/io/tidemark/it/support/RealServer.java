package io.tidemark.it.support;

import java.nio.file.Path;

/** A real server, as it comes from Maven Central, and a client that gives it work. */
public interface RealServer {

  /** Describes how its JVM is started: main class, arguments, class path. */
  void describe(Launch launch, Path folder) throws Exception;

  /** Has it work for a while over its own protocol, and leaves it at rest. */
  void drive(AgentJvm jvm) throws Exception;
}
