package org.voteregistry.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoteReceiptTest {
  private static final VoteHash VOTE = VoteHash.ofBallot(new byte[] {1});

  private static VoteReceipt receipt() {
    final List<byte[]> leaves =
        List.of(
            VoteMerkleTree.leaf(3, new Serial(10), new VoterIndex(4), VOTE),
            VoteMerkleTree.leaf(
                3, new Serial(11), new VoterIndex(5), VoteHash.ofBallot(new byte[0])));
    final VoteMerkleTree tree = VoteMerkleTree.of(leaves);
    return new VoteReceipt(
        VoteReceipt.FORMAT,
        VoteReceipt.VERSION,
        1337,
        "0x" + "ab".repeat(20),
        "abcdefghijkmno",
        3,
        VOTE.toString(),
        4,
        10,
        2,
        10,
        2,
        tree.path(0).stream().map(VoteReceiptTest::hex).toList(),
        hex(tree.root()),
        "0x" + "cd".repeat(32),
        99,
        "0x" + "ef".repeat(32));
  }

  private static String hex(final byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Test
  void comesBackFromItsJson() {
    assertThat(VoteReceipt.parse(receipt().toJson())).isEqualTo(receipt());
    assertThat(receipt().reference()).isEqualTo(VOTE.reference());
  }

  @Test
  void itsPathLeadsToItsRootUnlessSomethingWasChanged() {
    assertThat(receipt().pathLeadsToRoot()).isTrue();
    final String json = new String(receipt().toJson(), UTF_8);
    for (final String change :
        List.of("\"voterIndex\" : 4>\"voterIndex\" : 3", "\"serial\" : 10>\"serial\" : 11")) {
      final String[] fromTo = change.split(">");
      final String changed = json.replace(fromTo[0], fromTo[1]);
      assertThat(changed).isNotEqualTo(json);
      assertThat(VoteReceipt.parse(changed.getBytes(UTF_8)).pathLeadsToRoot()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "\"version\" : 1>\"version\" : 2>version must be 1",
        "\"chainId\" : 1337>\"chainId\" : 0>chainId must be positive",
        "\"serial\" : 10>\"serial\" : 12>serial must lie within the batch",
        "\"blockNumber\" : 99>\"blockNumber\" : -1>blockNumber must be positive",
        "0xcd>0xCD>transactionHash must be 0x",
        "abcdefghijkmno>short>electionUuid must be",
        "\"batchId\" : 2,>>batchId",
        "\"batchId\" : 2>\"batchId\" : 2.5>this is no receipt",
        "\"batchId\" : 2>\"batchId\" : 2, \"batchId\" : 2>this is no receipt",
        "\"batchId\" : 2>\"batchId\" : 2, \"more\" : 2>this is no receipt",
      })
  void refusesWhatIsNoReceiptAndSaysWhy(final String from, final String to, final String why) {
    final String json = new String(receipt().toJson(), UTF_8);
    final String changed = json.replace(from, to == null ? "" : to);
    assertThat(changed).isNotEqualTo(json);
    assertThatThrownBy(() -> VoteReceipt.parse(changed.getBytes(UTF_8)))
        .isInstanceOf(MalformedReceiptException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesWhatIsNotEvenJson() {
    assertThatThrownBy(() -> VoteReceipt.parse("{".getBytes(UTF_8)))
        .isInstanceOf(MalformedReceiptException.class);
  }
}
