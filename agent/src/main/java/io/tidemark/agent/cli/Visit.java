package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import io.tidemark.agent.cli.jvm.Target;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Tidemark in a JVM for the time of one question. It is detached again whatever comes, also when
 * this process is interrupted while the target is just loading it.
 */
final class Visit {

  private static final Duration LOAD_LIMIT = Duration.ofSeconds(30);

  private final Session session;
  private final PrintWriter err;

  /** Guarded by this, as the next one. */
  private boolean loading;

  private boolean over;

  Visit(Session session, PrintWriter err) {
    this.session = session;
    this.err = err;
  }

  /** Loads Tidemark, asks, and detaches. */
  void during(String options, Progress.Task question) throws Refusal {
    Thread atEnd = new Thread(this::interrupted, "tidemark-leave");
    Runtime.getRuntime().addShutdownHook(atEnd);
    try {
      begin();
      session.load(options);
      question.run();
    } finally {
      try {
        leave();
      } finally {
        forget(atEnd);
      }
    }
  }

  private synchronized void begin() throws Refusal {
    if (over) {
      throw new Refusal("interrupted", "nothing was loaded");
    }
    loading = true;
  }

  /** Only once: where nothing runs, a second command to detach would start it. */
  private synchronized void leave() throws Refusal {
    if (over) {
      return;
    }
    over = true;
    if (!session.target().isWatched()) {
      return;
    }
    if (!session.isAsBefore()) {
      throw new Refusal(
          "somebody configured Tidemark anew meanwhile, so it stays in " + session.title(),
          "end it by: java -jar tidemark.jar detach " + session.target().jvm().pid());
    }
    session.detach();
  }

  /** The target goes on loading what it was told to, so that has to be waited for. */
  private synchronized void interrupted() {
    boolean came = !loading || over || Target.await(LOAD_LIMIT, session.target()::isWatched);
    try {
      if (!came) {
        throw new Refusal(
            session.title() + " may still load Tidemark, and was not waited for longer",
            "end it then by: java -jar tidemark.jar detach " + session.target().jvm().pid());
      }
      leave();
    } catch (Refusal e) {
      CommandLine.complain(err, e);
    }
  }

  private static void forget(Thread atEnd) {
    try {
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException ending) {
      // it runs, and finds that there is nothing left to do
      return;
    }
  }
}
