package org.voteregistry.backend.recording;

import java.util.HexFormat;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.chain.ChainIdentity;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.backend.recording.Batches.BatchRow;
import org.voteregistry.backend.recording.Boards.BoardEntry;
import org.voteregistry.backend.recording.RecordedVotes.Vote;
import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteMerkleTree;
import org.voteregistry.proofs.VoteReceipt;

/** Hands out what a voter needs to find the vote on chain without this service. */
@RestController
class ReceiptController {
  private final RecordedVotes votes;
  private final Batches batches;
  private final Boards boards;
  private final ChainElections elections;
  private final ChainPreparation chain;
  private final VoteRegistryContract contract;

  ReceiptController(
      final RecordedVotes votes,
      final Batches batches,
      final Boards boards,
      final ChainElections elections,
      final ChainPreparation chain,
      final VoteRegistryContract contract) {
    this.votes = votes;
    this.batches = batches;
    this.boards = boards;
    this.elections = elections;
    this.chain = chain;
    this.contract = contract;
  }

  /** The receipt of a recorded vote. */
  @GetMapping("/api/votes/receipt/{reference}")
  VoteReceipt receipt(@PathVariable final String reference) {
    final Vote vote = find(reference);
    if (vote.reason() != null) {
      throw RecordingProblems.SET_ASIDE.because(
          "the chain refused this vote, so there is no receipt: " + vote.reason());
    }
    final BatchRow batch =
        vote.serial() == null
            ? null
            : batches
                .covering(vote.electionUuid(), vote.serial())
                .filter(BatchRow::recorded)
                .orElse(null);
    if (batch == null) {
      throw RecordingProblems.NOT_RECORDED.because(
          "the ballot is safe but not in a block yet; ask again in a few seconds");
    }
    return receipt(vote, batch);
  }

  private Vote find(final String reference) {
    try {
      return votes
          .find(Reference.parse(reference))
          .orElseThrow(
              () ->
                  RecordingProblems.UNKNOWN_VOTE.because("no accepted ballot has this reference"));
    } catch (final IllegalArgumentException e) {
      throw ProblemType.BAD_REQUEST.because(String.valueOf(e.getMessage()));
    }
  }

  private VoteReceipt receipt(final Vote vote, final BatchRow batch) {
    final long chainElectionId = elections.get(vote.electionUuid()).chainElectionId();
    final List<BoardEntry> leaves =
        boards.leaves(vote.electionUuid(), batch.firstSerial(), batch.count());
    final VoteMerkleTree tree = BatchTree.of(chainElectionId, leaves);
    final ChainIdentity identity = chain.stored().orElseThrow();
    return new VoteReceipt(
        "vote-registry-receipt",
        1,
        identity.chainId(),
        contract.address(),
        vote.electionUuid(),
        chainElectionId,
        vote.voteHash().toString(),
        vote.voterIndex(),
        vote.serial(),
        batch.chainBatchId(),
        batch.firstSerial(),
        batch.count(),
        tree.path((int) (vote.serial() - batch.firstSerial())).stream()
            .map(ReceiptController::hex)
            .toList(),
        hex(batch.root()),
        batch.transactionHash(),
        batch.blockNumber(),
        batch.blockHash());
  }

  private static String hex(final byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
