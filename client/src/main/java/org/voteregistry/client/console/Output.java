package org.voteregistry.client.console;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How a command says what it did: lines for people, or one JSON document. */
public final class Output {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Prints the outcome.
   *
   * @param document for programs; its names are stable
   * @param text for people
   */
  public void print(final Map<String, ?> document, final String text) {
    final var out = spec.commandLine().getOut();
    out.println(
        json
            ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document)
            : text.stripTrailing());
    out.flush();
  }

  /** Tells something besides the outcome, on the error stream. */
  public void warn(final String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
