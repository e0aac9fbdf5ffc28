package org.voteregistry.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VoteMerkleTreeTest {
  private static final long ELECTION = 7;

  private static List<byte[]> leaves(final int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                VoteMerkleTree.leaf(
                    ELECTION,
                    new Serial(i),
                    new VoterIndex(3 * i + 1),
                    VoteHash.ofBallot(new byte[] {(byte) i, (byte) (i >> 8)})))
        .toList();
  }

  @Test
  void hashesAsEthereumDoes() {
    assertThat(HexFormat.of().formatHex(Keccak.hash()))
        .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void everyPathLeadsToTheRootAndToNoOther() {
    for (int count = 1; count <= 130; count++) {
      final List<byte[]> leaves = leaves(count);
      final VoteMerkleTree tree = VoteMerkleTree.of(leaves);
      for (int i = 0; i < count; i++) {
        assertThat(VoteMerkleTree.verify(leaves.get(i), tree.path(i), tree.root())).isTrue();
        final byte[] other = leaves.get(i).clone();
        other[i % 32] ^= 1;
        assertThat(VoteMerkleTree.verify(other, tree.path(i), tree.root())).isFalse();
      }
    }
  }

  @Test
  void aChangedPathLeadsElsewhere() {
    final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    final List<byte[]> leaves = leaves(37);
    final VoteMerkleTree tree = VoteMerkleTree.of(leaves);
    for (int i = 0; i < leaves.size(); i++) {
      final List<byte[]> path = tree.path(i);
      path.get(random.nextInt(path.size()))[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      assertThat(VoteMerkleTree.verify(leaves.get(i), path, tree.root())).isFalse();
    }
  }

  @Test
  void anOddNodeMovesUpUnpaired() {
    final List<byte[]> leaves = leaves(3);
    final VoteMerkleTree tree = VoteMerkleTree.of(leaves);
    assertThat(tree.path(2)).hasSize(1);
    assertThat(tree.path(0)).hasSize(2).last().isEqualTo(leaves.get(2));
    assertThat(VoteMerkleTree.of(leaves(1)).path(0)).isEmpty();
    assertThat(VoteMerkleTree.of(leaves(1)).root()).isEqualTo(leaves(1).getFirst());
  }

  @Test
  void refusesNothingAndWhatIsOutside() {
    assertThatThrownBy(() -> VoteMerkleTree.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VoteMerkleTree.of(leaves(2)).path(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theBoardHashDependsOnEveryValue() {
    final VoteHash vote = VoteHash.ofBallot(new byte[] {1});
    final byte[] link = BoardHash.next(BoardHash.empty(), new Serial(0), new VoterIndex(5), vote);
    // printf '%064d%016x%08x%s' 0 0 5 "$(printf '\1' | sha256sum)" | xxd -r -p | sha256sum
    assertThat(HexFormat.of().formatHex(link))
        .isEqualTo("a1b608c74b01e35c9561aa5a4e12b07cee9720cab2cc8237cbe17ce43de2a9b5");
    assertThat(BoardHash.next(BoardHash.empty(), new Serial(1), new VoterIndex(5), vote))
        .isNotEqualTo(link);
    assertThat(BoardHash.next(BoardHash.empty(), new Serial(0), new VoterIndex(6), vote))
        .isNotEqualTo(link);
    assertThat(BoardHash.next(link, new Serial(0), new VoterIndex(5), vote)).isNotEqualTo(link);
    assertThatThrownBy(() -> BoardHash.next(new byte[1], new Serial(0), new VoterIndex(0), vote))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
