package org.voteregistry.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.client.node.NodeUnreachable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The node that is asked, and how its answer is printed: options that all votes commands have. */
final class VotesIndex {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(
      names = "--rpc",
      required = true,
      paramLabel = "URL",
      description = "JSON-RPC of a validator that has the votes index.")
  private URI rpc;

  @Option(names = "--json", description = "Print the node's answer as JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  /**
   * Asks the index.
   *
   * @throws CommandFailed when the node has none, does not know the answer, or cannot be reached
   */
  JsonNode ask(final String method, final Object... parameters) {
    final NodeAnswer answer = call(NodeCall.of(method, parameters));
    if (answer.error() == null) {
      return answer.result();
    }
    final boolean missing = answer.error().matches("(?i).*method.*");
    throw new CommandFailed(
        ExitCodes.CHECK_FAILED,
        missing
            ? "%s has no votes index (%s): ask a validator with the plugin, see docs/plugin.md"
                .formatted(rpc, answer.error())
            : "%s: %s".formatted(rpc, answer.error()));
  }

  /** Makes one call of the node. */
  NodeAnswer call(final NodeCall call) {
    try {
      return new Node(rpc).all(List.of(call)).get(call);
    } catch (final NodeUnreachable e) {
      throw new CommandFailed(ExitCodes.UNREACHABLE, e.getMessage());
    } catch (final IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCodes.USAGE, "%s is not the address of a node: %s".formatted(rpc, e.getMessage()));
    }
  }

  static String pretty(final Object document) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  /** The members of an answer that a reader wants, in this order. */
  static String lines(final JsonNode answer, final String... members) {
    final Map<String, JsonNode> shown = new LinkedHashMap<>();
    for (final String member : members) {
      if (answer.has(member)) {
        shown.put(member, answer.get(member));
      }
    }
    final StringBuilder lines = new StringBuilder();
    shown.forEach(
        (member, value) ->
            lines.append(
                "%-16s %s%n".formatted(member, value.isString() ? value.asString() : value)));
    return lines.toString();
  }
}
