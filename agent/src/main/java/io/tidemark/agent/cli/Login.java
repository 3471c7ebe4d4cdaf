package io.tidemark.agent.cli;

import io.tidemark.agent.cli.jvm.Refusal;
import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Name and password, for a Tidemark that asks for them. */
final class Login {

  private static final String PASSWORD_VARIABLE = "TIDEMARK_CLI_PASSWORD";

  @Option(
      names = "--user",
      paramLabel = "USER",
      description =
          "NAME, for a Tidemark with basic authentication. The password is taken from "
              + PASSWORD_VARIABLE
              + ", or asked for; NAME:PASSWORD is taken too, and can be seen in the list of"
              + " processes.")
  private String user;

  private String asked;

  /** {@code name:password}; empty where no name is given. */
  Optional<String> credentials() throws Refusal {
    if (user == null || user.contains(":")) {
      return Optional.ofNullable(user);
    }
    if (asked == null) {
      asked = password();
    }
    return Optional.of(user + ":" + asked);
  }

  private static String password() throws Refusal {
    String given = System.getenv(PASSWORD_VARIABLE);
    if (given != null) {
      return given;
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password: ");
    if (typed == null) {
      throw new Refusal(
          "there is no password, and no terminal to ask for it", "set " + PASSWORD_VARIABLE);
    }
    return new String(typed);
  }
}
