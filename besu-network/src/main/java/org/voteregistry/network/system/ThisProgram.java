package org.voteregistry.network.system;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How to start this program once more, in the background. */
final class ThisProgram {
  private ThisProgram() {}

  /** The command line of this JVM with the same arguments, but in the foreground. */
  static List<String> command(final List<String> arguments) {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Launcher.class.getName());
    arguments.stream().filter(argument -> !argument.equals(UpCommand.DETACH)).forEach(command::add);
    return command;
  }

  static Map<String, String> environment() {
    return Map.of();
  }
}
