package org.voteregistry.besu.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.chain.TestChain;
import org.voteregistry.besu.follow.ChainFollower;
import org.voteregistry.besu.follow.Fault;
import org.voteregistry.besu.follow.HandOver;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs every example of docs/plugin.md. "0x…" there stands for any hash. */
class DocumentedExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```json request\n(.*?)```\n```json result\n(.*?)```", Pattern.DOTALL);
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;
  private final TestChain chain = new TestChain();
  private ChainFollower follower;
  private Thread thread;

  @BeforeEach
  void index() throws InterruptedException {
    final List<VoteHash> ballots =
        IntStream.range(0, 3)
            .mapToObj(i -> VoteHash.ofBallot(("ballot " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    chain.createElection(1, 100).mine();
    chain.recordBatch(1, root(0, ballots.subList(0, 2)), ballots.subList(0, 2)).mine();
    chain.recordBatch(1, root(2, ballots.subList(2, 3)), ballots.subList(2, 3)).mine();
    follower =
        new ChainFollower(chain, new HandOver(4), folder, "0x" + "c0".repeat(20), 1, Fault.NONE);
    thread = Thread.ofPlatform().start(follower);
    while (!follower.status().indexed().equals(Optional.of(chain.head()))
        || !follower.status().state().toString().equals("live")) {
      Thread.sleep(5);
    }
  }

  /** Voter indices of the test chain are the serial plus 7. */
  private static Hash32 root(final int first, final List<VoteHash> votes) {
    return Hash32.of(
        VoteMerkleTree.of(
                IntStream.range(0, votes.size())
                    .mapToObj(
                        i ->
                            VoteMerkleTree.leaf(
                                1,
                                new Serial(first + i),
                                new VoterIndex(first + i + 7),
                                votes.get(i)))
                    .toList())
            .root());
  }

  @AfterEach
  void stop() throws InterruptedException {
    follower.close();
    thread.join();
  }

  @Test
  void theDocumentedExamplesAreWhatTheMethodsAnswer() throws Exception {
    final Matcher example = EXAMPLE.matcher(Files.readString(Path.of("../docs/plugin.md")));
    final List<String> methods = new ArrayList<>();
    while (example.find()) {
      final JsonNode request = JSON.readTree(example.group(1));
      final String method = request.get("method").asString().substring("votes_".length());
      methods.add(method);
      final Object[] parameters = JSON.treeToValue(request.get("params"), Object[].class);
      final JsonNode answer =
          JSON.readTree(
              JSON.writeValueAsString(new VotesMethods(follower).answer(method, parameters)));
      final String pattern =
          Pattern.quote(JSON.readTree(example.group(2)).toString())
              .replace("0x…", "\\E0x[0-9a-f]{64}\\Q");
      assertThat(answer.toString()).as(method).matches(pattern);
    }
    assertThat(methods).containsExactlyInAnyOrderElementsOf(VotesMethods.NAMES);
  }
}
