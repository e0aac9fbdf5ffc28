package org.voteregistry.client;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.client.receipt.RegistryCalls;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.utils.Numeric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The path from a vote to its batch's root, checked here and by the contract. */
@Command(
    name = "proof",
    mixinStandardHelpOptions = true,
    description = {
      "Fetches the Merkle path from a vote to the root of its batch.",
      "The path is computed anew here, and the contract is asked whether it confirms the vote."
    },
    footerHeading = "%nExample:%n",
    footer = "  client votes proof VR-RQXKGMGCN52EYVS1 --rpc http://127.0.0.1:8001")
final class VotesProofCommand implements Callable<Integer> {
  private static final String TRUE = "0x" + "0".repeat(63) + "1";

  @Parameters(paramLabel = "VOTE", description = "Its reference, or its hash.")
  private String vote;

  @Mixin private VotesIndex index;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    final String name = VoteName.parse(vote);
    final JsonNode proof = index.ask("votes_getProof", name);
    final boolean path = pathLeadsToRoot(name, proof);
    final boolean contract = contractConfirms(proof);
    print(proof, path, contract);
    return path && contract ? ExitCodes.OK : ExitCodes.CHECK_FAILED;
  }

  private static boolean pathLeadsToRoot(final String name, final JsonNode proof) {
    final VoteHash hash = hash(proof);
    final byte[] leaf =
        VoteMerkleTree.leaf(
            number(proof, "electionId"),
            new Serial(number(proof, "serial")),
            new VoterIndex((int) number(proof, "voterIndex")),
            hash);
    // The node must have answered for the vote that was asked for.
    return (name.equals("0x" + hash) || name.equals(hash.reference().text()))
        && VoteMerkleTree.verify(
            leaf, path(proof), Numeric.hexStringToByteArray(proof.path("root").asString("")));
  }

  private boolean contractConfirms(final JsonNode proof) {
    return index
        .call(
            RegistryCalls.verifyVote(
                number(proof, "electionId"),
                number(proof, "batchId"),
                number(proof, "serial"),
                number(proof, "voterIndex"),
                hash(proof),
                path(proof)))
        .text()
        .equals(TRUE);
  }

  private static VoteHash hash(final JsonNode proof) {
    return VoteHash.parse(proof.path("voteHash").asString(""));
  }

  private static List<byte[]> path(final JsonNode proof) {
    return proof
        .path("proof")
        .valueStream()
        .map(node -> Numeric.hexStringToByteArray(node.asString("")))
        .toList();
  }

  private static long number(final JsonNode proof, final String member) {
    return proof.path(member).asLong(-1);
  }

  private void print(final JsonNode proof, final boolean path, final boolean contract) {
    final PrintWriter out = spec.commandLine().getOut();
    if (index.json()) {
      final Map<String, Object> document = new LinkedHashMap<>();
      document.put("ok", path && contract);
      document.put("pathLeadsToRoot", path);
      document.put("contractConfirms", contract);
      document.put("proof", proof);
      out.println(VotesIndex.pretty(document));
    } else {
      out.print(
          VotesIndex.lines(
              proof,
              "reference",
              "voteHash",
              "electionId",
              "serial",
              "voterIndex",
              "batchId",
              "root",
              "leaf"));
      path(proof).forEach(node -> out.printf("%-16s %s%n", "path", Numeric.toHexString(node)));
      out.println(
          path
              ? "ok       merkle-path  the path leads from the vote to the root"
              : "failed   merkle-path  the path does not lead from this vote to the root");
      out.println(
          contract
              ? "ok       verify-vote  the contract confirms the vote in its batch"
              : "failed   verify-vote  the contract does not confirm the vote");
    }
    out.flush();
  }
}
