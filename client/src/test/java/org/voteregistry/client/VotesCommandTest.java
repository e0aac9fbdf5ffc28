package org.voteregistry.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a node might say that a real one says only when something is wrong with it. */
class VotesCommandTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final VoteHash HASH = VoteHash.ofBallot(new byte[] {1});
  private static final VoteHash OTHER = VoteHash.ofBallot(new byte[] {2});
  private static final String TRUE = "\"0x%064x\"".formatted(1);

  private final Map<String, String> results = new HashMap<>();
  private HttpServer server;
  private String rpc;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          final JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes()).get(0);
          final String result = results.get(request.get("method").asString());
          final String outcome =
              result == null
                  ? "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}"
                  : "\"result\":" + result;
          final byte[] answer =
              "[{\"jsonrpc\":\"2.0\",\"id\":%s,%s}]"
                  .formatted(request.get("id"), outcome)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    rpc = "--rpc=http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] leaf(final int serial, final VoteHash hash) {
    return VoteMerkleTree.leaf(1, new Serial(serial), new VoterIndex(7 + serial), hash);
  }

  /** The answer for HASH, which stands beside OTHER. */
  private static String proof(final VoteHash claimed) {
    final VoteMerkleTree tree = VoteMerkleTree.of(List.of(leaf(0, HASH), leaf(1, OTHER)));
    return """
        {"electionId":1,"serial":0,"voteHash":"0x%s","voterIndex":7,"batchId":1,"reference":"%s",
         "root":"0x%s","leaf":"0x","proof":["0x%s"]}
        """
        .formatted(
            claimed,
            claimed.reference().text(),
            HexFormat.of().formatHex(tree.root()),
            HexFormat.of().formatHex(tree.path(0).getFirst()));
  }

  @Test
  void aProofIsComputedAnewAndConfirmedByTheContract() {
    results.put("votes_getProof", proof(HASH));
    results.put("eth_call", TRUE);
    final Cli proof = Cli.run("votes", "proof", HASH.reference().text(), rpc);
    assertThat(proof.exitCode()).as(proof.out()).isZero();
    assertThat(proof.out()).contains("ok       merkle-path", "ok       verify-vote");
    assertThat(Cli.run("votes", "proof", HASH.toString(), rpc, "--json").out())
        .contains("\"ok\" : true");
  }

  @Test
  void aProofOfAnotherVoteIsNoProof() {
    results.put("votes_getProof", proof(HASH));
    results.put("eth_call", TRUE);
    final Cli proof = Cli.run("votes", "proof", OTHER.toString(), rpc);
    assertThat(proof.exitCode()).isEqualTo(1);
    assertThat(proof.out()).contains("failed   merkle-path");
  }

  @Test
  void aPathThatDoesNotLeadToTheRootIsToldFromOneThatDoes() {
    results.put("votes_getProof", proof(OTHER));
    results.put("eth_call", TRUE);
    assertThat(Cli.run("votes", "proof", OTHER.toString(), rpc).out())
        .contains("failed   merkle-path");
  }

  @Test
  void aRootThatTheContractDoesNotHaveFails() {
    results.put("votes_getProof", proof(HASH));
    results.put("eth_call", "\"0x%064x\"".formatted(0));
    final Cli proof = Cli.run("votes", "proof", HASH.toString(), rpc);
    assertThat(proof.exitCode()).isEqualTo(1);
    assertThat(proof.out()).contains("ok       merkle-path", "failed   verify-vote");
  }

  @Test
  void votesAreListedOverSeveralPages() {
    final String vote =
        "{\"electionId\":1,\"serial\":0,\"voteHash\":\"0x%s\",\"voterIndex\":7,\"batchId\":1}"
            .formatted(HASH);
    results.put(
        "votes_listVotes",
        "{\"electionId\":1,\"total\":9,\"votes\":[%s],\"nextSerial\":1,\"indexedBlock\":4}"
            .formatted(vote));
    final Cli list = Cli.run("votes", "list", "--election=1", "--limit=3", rpc);
    assertThat(list.exitCode()).isZero();
    assertThat(list.out())
        .contains("election 1: 9 votes in the blocks up to 4")
        .contains(HASH.reference().text())
        .contains("more: --from 1");
    assertThat(Cli.run("votes", "list", "--election=1", "--limit=3", "--json", rpc).out())
        .contains(HASH.toString());
  }

  @Test
  void aVoteIsShownWithAllItsPositions() {
    results.put(
        "votes_getVote",
        "{\"electionId\":1,\"serial\":4,\"voteHash\":\"0x%s\",\"alsoRecorded\":[{\"electionId\":2,\"serial\":6}]}"
            .formatted(HASH));
    assertThat(Cli.run("votes", "show", HASH.reference().text(), rpc).out())
        .contains("serial           4", "also recorded in election 2 with serial 6");
    assertThat(Cli.run("votes", "show", HASH.toString(), "--json", rpc).out())
        .contains("\"serial\" : 4");
  }

  @Test
  void aNodeWithoutTheIndexIsToldFromOneThatIsGone() {
    final Cli without = Cli.run("votes", "show", HASH.toString(), rpc);
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err()).contains("has no votes index", "docs/plugin.md");
    final Cli gone = Cli.run("votes", "show", HASH.toString(), "--rpc=http://127.0.0.1:1");
    assertThat(gone.exitCode()).isEqualTo(3);
  }

  @Test
  void whatIsWrongOnTheCommandLineIsSaid() {
    assertThat(Cli.run("votes", "show", "hello", rpc).err()).contains("hello is neither");
    assertThat(Cli.run("votes", "list", "--election=0", rpc).err()).contains("1 or more");
    assertThat(Cli.run("votes", "show", HASH.toString(), "--rpc=ftp://x").exitCode()).isEqualTo(2);
    assertThat(Cli.run("votes").err()).contains("list, show, proof");
  }
}
