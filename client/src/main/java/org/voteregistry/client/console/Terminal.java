package org.voteregistry.client.console;

import java.io.Console;
import java.util.Optional;

/** The person at the keyboard. */
public interface Terminal {
  /** Shows a text. */
  void show(String text);

  /**
   * Asks for a line.
   *
   * @return nothing at the end of the input
   */
  Optional<String> ask(String prompt);

  /**
   * Asks for a secret, which is not shown while it is typed.
   *
   * @return characters that the caller overwrites; nothing at the end of the input
   */
  Optional<char[]> askSecretly(String prompt);

  /** The process's own terminal, where it has one. */
  static Optional<Terminal> ofProcess() {
    return Optional.ofNullable(System.console()).map(ConsoleTerminal::new);
  }

  /** A terminal that the JDK found. */
  record ConsoleTerminal(Console console) implements Terminal {
    @Override
    public void show(final String text) {
      console.printf("%s", text);
    }

    @Override
    public Optional<String> ask(final String prompt) {
      return Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public Optional<char[]> askSecretly(final String prompt) {
      return Optional.ofNullable(console.readPassword("%s", prompt));
    }
  }
}
