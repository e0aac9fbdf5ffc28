package org.voteregistry.client;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.node.NodeUnreachable;
import org.voteregistry.client.receipt.Check;
import org.voteregistry.client.receipt.ReceiptVerifier;
import org.voteregistry.proofs.MalformedReceiptException;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Checks a receipt against nodes of the reader's choice. */
@Command(
    name = "verify-receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a receipt against nodes of your choice; the service is not asked.",
      "Every check is named, with what was found."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client verify-receipt receipt.json --rpc http://127.0.0.1:8001",
      "  client verify-receipt receipt.json --ballot ballot.json --rpc http://127.0.0.1:8001 \\",
      "      --rpc http://127.0.0.1:8002 --json"
    })
final class VerifyReceiptCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(paramLabel = "FILE", description = "The receipt.")
  private Path file;

  @Option(
      names = "--rpc",
      required = true,
      paramLabel = "URL",
      description = "JSON-RPC address of a node; several are asked one after the other.")
  private List<URI> nodes;

  @Option(
      names = "--ballot",
      paramLabel = "FILE",
      description = "The ballot as it was cast: checks that the receipt is this ballot's.")
  private Optional<Path> ballot = Optional.empty();

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /**
   * What one node said.
   *
   * @param unreachable why it said nothing, or null
   */
  private record NodeReport(URI rpc, List<Check> checks, String unreachable) {
    boolean ok() {
      return unreachable == null && checks.stream().allMatch(Check::ok);
    }
  }

  @Override
  public Integer call() {
    final byte[] content = InputFile.bytes(file);
    final VoteReceipt receipt;
    try {
      receipt = VoteReceipt.parse(content);
    } catch (final MalformedReceiptException e) {
      print(
          "", List.of(new Check("receipt-form", false, String.valueOf(e.getMessage()))), List.of());
      return ExitCodes.CHECK_FAILED;
    }
    final List<Check> local = new ArrayList<>();
    local.add(new Check("receipt-form", true, "the file is a receipt"));
    ballot.ifPresent(path -> local.add(ofBallot(receipt, path)));
    final List<NodeReport> reports = nodes.stream().map(node -> ask(node, receipt)).toList();
    print(receipt.reference().text(), local, reports);
    return exitCode(local, reports);
  }

  private static Check ofBallot(final VoteReceipt receipt, final Path file) {
    final VoteHash hash = VoteHash.ofBallot(InputFile.bytes(file));
    final boolean same = hash.equals(receipt.hash());
    return new Check(
        "ballot-hash",
        same,
        same
            ? "the receipt is this ballot's"
            : "the ballot's hash is %s, the receipt has %s".formatted(hash, receipt.voteHash()));
  }

  private static NodeReport ask(final URI address, final VoteReceipt receipt) {
    try {
      final ReceiptVerifier verifier = new ReceiptVerifier(new Node(address));
      return new NodeReport(address, verifier.verify(List.of(receipt)).getFirst().checks(), null);
    } catch (final NodeUnreachable e) {
      return new NodeReport(address, List.of(), e.getMessage());
    } catch (final IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "%s is not the address of a node: %s".formatted(address, e.getMessage()));
    }
  }

  private static int exitCode(final List<Check> local, final List<NodeReport> reports) {
    final boolean refused =
        !local.stream().allMatch(Check::ok)
            || reports.stream().anyMatch(report -> report.unreachable() == null && !report.ok());
    if (refused) {
      return ExitCodes.CHECK_FAILED;
    }
    return reports.stream().allMatch(NodeReport::ok) ? ExitCodes.OK : ExitCodes.UNREACHABLE;
  }

  private void print(
      final String reference, final List<Check> local, final List<NodeReport> reports) {
    final PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JSON.writerWithDefaultPrettyPrinter()
              .writeValueAsString(document(reference, local, reports)));
    } else {
      out.println("receipt " + (reference.isEmpty() ? file.toString() : reference));
      local.forEach(check -> print(out, check));
      for (final NodeReport report : reports) {
        out.println("node " + report.rpc());
        report.checks().forEach(check -> print(out, check));
        if (report.unreachable() != null) {
          out.println("  unreachable  " + report.unreachable());
        }
      }
      out.println(verdict(local, reports));
    }
    out.flush();
  }

  private static Map<String, Object> document(
      final String reference, final List<Check> local, final List<NodeReport> reports) {
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("reference", reference.isEmpty() ? null : reference);
    document.put("ok", exitCode(local, reports) == ExitCodes.OK);
    document.put("checks", local);
    document.put(
        "nodes",
        reports.stream()
            .map(
                report -> {
                  final Map<String, Object> node = new LinkedHashMap<>();
                  node.put("rpc", report.rpc().toString());
                  node.put("ok", report.ok());
                  node.put("checks", report.checks());
                  if (report.unreachable() != null) {
                    node.put("unreachable", report.unreachable());
                  }
                  return node;
                })
            .toList());
    return document;
  }

  private static String verdict(final List<Check> local, final List<NodeReport> reports) {
    return switch (exitCode(local, reports)) {
      case ExitCodes.OK -> "The vote is recorded: every node confirms it.";
      case ExitCodes.UNREACHABLE -> "Not settled: a node could not be asked.";
      default -> "REFUSED: at least one check failed.";
    };
  }

  private static void print(final PrintWriter out, final Check check) {
    out.printf("  %-8s %-17s %s%n", check.ok() ? "ok" : "failed", check.name(), check.why());
  }
}
