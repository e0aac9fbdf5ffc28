package org.voteregistry.backend.recording;

import java.util.List;
import org.voteregistry.backend.recording.Boards.BoardEntry;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoterIndex;

/** The Merkle tree of a batch as the contract builds it. */
final class BatchTree {
  private BatchTree() {}

  static VoteMerkleTree of(final long chainElectionId, final List<BoardEntry> votes) {
    return VoteMerkleTree.of(
        votes.stream()
            .map(
                vote ->
                    VoteMerkleTree.leaf(
                        chainElectionId,
                        new Serial(vote.serial()),
                        new VoterIndex(vote.voterIndex()),
                        vote.voteHash()))
            .toList());
  }
}
