package org.voteregistry.backend.recording;

import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.problem.ProblemType;
import org.voteregistry.backend.recording.Batches.BatchRow;
import org.voteregistry.backend.recording.Boards.Board;
import org.voteregistry.backend.recording.RecordedVotes.Attempt;
import org.voteregistry.backend.recording.RecordedVotes.Vote;
import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteHash;

/** Tells a voter where the ballot is. */
@RestController
class TransactionStatusController {
  private final RecordedVotes votes;
  private final Batches batches;
  private final Boards boards;
  private final RecorderState state;

  TransactionStatusController(
      final RecordedVotes votes,
      final Batches batches,
      final Boards boards,
      final RecorderState state) {
    this.votes = votes;
    this.batches = batches;
    this.boards = boards;
    this.state = state;
  }

  /** The state of one vote, by reference or by vote hash. */
  @GetMapping("/api/votes/transaction-status")
  TransactionStatus status(
      @RequestParam(required = false) final String reference,
      @RequestParam(required = false) final String voteHash) {
    final Vote vote = find(reference, voteHash);
    final Optional<BatchRow> batch =
        vote.serial() == null
            ? Optional.empty()
            : batches.covering(vote.electionUuid(), vote.serial());
    return describe(vote, batch);
  }

  private Vote find(final String reference, final String voteHash) {
    if ((reference == null) == (voteHash == null)) {
      throw ProblemType.BAD_REQUEST.because(
          "name the vote by exactly one of the parameters reference and voteHash");
    }
    try {
      return (reference == null
              ? votes.find(VoteHash.parse(voteHash))
              : votes.find(Reference.parse(reference)))
          .orElseThrow(
              () ->
                  RecordingProblems.UNKNOWN_VOTE.because(
                      "no accepted ballot has this reference or hash"));
    } catch (final IllegalArgumentException e) {
      throw ProblemType.BAD_REQUEST.because(String.valueOf(e.getMessage()));
    }
  }

  private TransactionStatus describe(final Vote vote, final Optional<BatchRow> batch) {
    final Long transaction = batch.map(BatchRow::transactionId).orElse(null);
    final List<Attempt> attempts = transaction == null ? List.of() : votes.attempts(transaction);
    final String status;
    if (vote.reason() != null) {
      status = "rejected";
    } else if (batch.isPresent() && batch.get().recorded()) {
      status = "recorded";
    } else if (transaction != null && votes.isSubmitted(transaction)) {
      status = "submitted";
    } else {
      status = "accepted";
    }
    return new TransactionStatus(
        vote.voteHash().reference().text(),
        vote.voteHash().toString(),
        vote.electionUuid(),
        status,
        vote.reason(),
        status.equals("recorded") || status.equals("rejected") ? null : note(vote),
        vote.acceptedAt(),
        vote.serial(),
        batch.map(BatchRow::chainBatchId).orElse(null),
        batch.map(BatchRow::firstSerial).orElse(null),
        batch.map(BatchRow::count).orElse(null),
        batch
            .map(BatchRow::transactionHash)
            .orElseGet(() -> transaction == null ? null : votes.pendingHash(transaction)),
        batch.map(BatchRow::blockNumber).orElse(null),
        batch.map(BatchRow::blockHash).orElse(null),
        batch.map(BatchRow::gasUsed).orElse(null),
        batch.map(BatchRow::recordedAt).orElse(null),
        attempts);
  }

  private String note(final Vote vote) {
    final String blocked = boards.find(vote.electionUuid()).map(Board::blocked).orElse(null);
    if (blocked != null) {
      return "recording of this election stands still: " + blocked;
    }
    return state.problem() == null ? null : "the ballot is safe; recording waits for the chain";
  }
}
