package org.voteregistry.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The command as a shell sees it. */
record Cli(int exitCode, String out, String err) {
  static Cli run(final String... arguments) {
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final CommandLine commandLine = VoteRegistryClient.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    final int exitCode = commandLine.execute(arguments);
    return new Cli(exitCode, out.toString(), err.toString());
  }
}
