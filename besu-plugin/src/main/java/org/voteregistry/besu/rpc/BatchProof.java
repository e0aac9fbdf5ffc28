package org.voteregistry.besu.rpc;

import java.util.HexFormat;
import java.util.List;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.index.Batch;
import org.voteregistry.besu.index.FoundVote;
import org.voteregistry.besu.index.Vote;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;

/**
 * The Merkle path of a vote to its batch's root, as the contract's verifyVote takes it.
 *
 * @param leaf the vote's leaf, {@code 0x} and 64 digits
 * @param path the siblings from the leaf up
 */
record BatchProof(String leaf, List<String> path) {
  /**
   * Builds the tree of the vote's batch.
   *
   * @throws VotesRpcException when its root is not the batch's
   */
  static BatchProof of(final FoundVote found) {
    final Batch batch = found.batch();
    final List<byte[]> leaves = found.content().votes().stream().map(BatchProof::leaf).toList();
    final VoteMerkleTree tree = VoteMerkleTree.of(leaves);
    if (!Hash32.of(tree.root()).equals(batch.root())) {
      throw new VotesRpcException(
          VotesRpcError.INDEX_INCONSISTENT,
          "election %d: the votes of batch %d do not give its root; delete the index"
                  .formatted(batch.electionId(), batch.batchId())
              + " and it is rebuilt");
    }
    final int position = (int) (found.vote().serial() - batch.firstSerial());
    return new BatchProof(
        hex(leaves.get(position)), tree.path(position).stream().map(BatchProof::hex).toList());
  }

  private static byte[] leaf(final Vote vote) {
    if (vote.voterIndex() > Integer.MAX_VALUE) {
      throw new VotesRpcException(
          VotesRpcError.INTERNAL,
          "voter indices above 2^31-1 cannot be proven; got " + vote.voterIndex());
    }
    return VoteMerkleTree.leaf(
        vote.electionId(),
        new Serial(vote.serial()),
        new VoterIndex((int) vote.voterIndex()),
        vote.voteHash());
  }

  private static String hex(final byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
