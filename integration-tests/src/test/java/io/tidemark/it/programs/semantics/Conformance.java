package io.tidemark.it.programs.semantics;

import io.tidemark.it.programs.Commands;
import io.tidemark.it.programs.Woven;
import java.util.Map;
import junit.framework.AssertionFailedError;
import junit.framework.Test;
import junit.framework.TestListener;
import junit.framework.TestResult;
import junit.framework.TestSuite;

/**
 * Runs the public conformance suites and prints {@code OUTCOME TEST} for each test. Asked for
 * {@code tables}, it prints {@code table CLASS COUNT} for the maps that it keeps.
 */
public final class Conformance {

  private Conformance() {}

  /** Takes whether to wait for the weaving. */
  public static void main(String[] arguments) throws Exception {
    if (Boolean.parseBoolean(arguments[0])) {
      Woven.await();
    }
    Commands.serve(
        Map.of(
            "guava", () -> run(GuavaSuites.all()),
            "commons", () -> run(CommonsSuites.all()),
            "tables", Conformance::tables));
  }

  private static void run(TestSuite suite) {
    TestResult result = new TestResult();
    result.addListener(new Printer());
    suite.run(result);
  }

  private static void tables() throws ReflectiveOperationException {
    Kept.tablesByClass()
        .forEach((name, count) -> System.out.println("table " + name + " " + count));
  }

  /** Prints how each test came out. */
  private static final class Printer implements TestListener {
    private String outcome;

    @Override
    public void startTest(Test test) {
      outcome = "passed";
    }

    @Override
    public void addError(Test test, Throwable error) {
      outcome = "error " + error;
    }

    @Override
    public void addFailure(Test test, AssertionFailedError failure) {
      outcome = "failure " + failure;
    }

    @Override
    public void endTest(Test test) {
      System.out.println(outcome + " " + test);
    }
  }
}
