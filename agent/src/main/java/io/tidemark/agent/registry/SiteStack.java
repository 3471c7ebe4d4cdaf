package io.tidemark.agent.registry;

/**
 * The stack on which a map grew large. The JVM records it natively and turns it into text only when
 * asked; until then it pins the classes on it, so the sweep thread names it soon and drops it.
 */
public final class SiteStack extends Throwable {

  private static final long serialVersionUID = 1L;

  SiteStack() {
    super(null, null, false, true);
  }
}
