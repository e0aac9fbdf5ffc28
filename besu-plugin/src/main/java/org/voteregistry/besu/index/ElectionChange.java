package org.voteregistry.besu.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.event.VoteEvent.BatchRecorded;
import org.voteregistry.besu.event.VoteEvent.ElectionClosed;
import org.voteregistry.besu.event.VoteEvent.ElectionCreated;
import org.voteregistry.besu.event.VoteEvent.ResultPublished;
import org.voteregistry.besu.event.VoteEvent.VoteRecorded;

/** One election while the events of one block are applied to it. */
final class ElectionChange {
  private final Optional<Election> former;
  private Election base;
  private long votes;
  private long batches;
  private long batchedVotes;
  private final ByteArrayOutputStream unbatched = new ByteArrayOutputStream();
  private final HashChain board;
  private final HashChain batchChain;

  /** Goes on from a stored election. */
  ElectionChange(final Election stored) {
    this(Optional.of(stored), stored);
  }

  /** Starts a new election. */
  ElectionChange(final ElectionCreated event, final Origin origin) {
    this(
        Optional.empty(),
        new Election(
            event.electionId(),
            event.manifestHash(),
            event.rollHash(),
            event.rollSize(),
            event.opensAt(),
            event.closesAt(),
            event.recordingEndsAt(),
            origin,
            0,
            0,
            Hash32.ZERO,
            Hash32.ZERO,
            Optional.empty(),
            Optional.empty()));
  }

  private ElectionChange(final Optional<Election> former, final Election base) {
    this.former = former;
    this.base = base;
    votes = base.votes();
    batches = base.batches();
    batchedVotes = base.votes();
    board = new HashChain(base.boardHash());
    batchChain = new HashChain(base.batchesHash());
  }

  void add(final VoteRecorded vote) {
    if (vote.serial() != votes) {
      throw new IndexGapException(
          "election %d: the vote with serial %d came where serial %d was due"
              .formatted(base.id(), vote.serial(), votes));
    }
    final byte[] numbers =
        ByteBuffer.allocate(12).putLong(vote.serial()).putInt((int) vote.voterIndex()).array();
    board.append(numbers, vote.voteHash().toBytes());
    unbatched.writeBytes(BatchContent.pack(vote.voteHash(), vote.voterIndex()));
    votes++;
  }

  /** The contract tells of a batch's votes first and then of the batch. */
  BatchContent add(final BatchRecorded event, final Origin origin) {
    if (event.firstSerial() != batchedVotes) {
      throw new IndexGapException(
          "election %d: batch %d starts at serial %d where %d was due"
              .formatted(base.id(), event.batchId(), event.firstSerial(), batchedVotes));
    }
    if (event.count() != votes - batchedVotes) {
      throw new IndexGapException(
          "election %d: batch %d has %d votes where %d are in no batch"
              .formatted(base.id(), event.batchId(), event.count(), votes - batchedVotes));
    }
    final Batch batch =
        new Batch(
            base.id(), event.batchId(), event.firstSerial(), event.count(), event.root(), origin);
    batchChain.append(IndexValues.number(batch.firstSerial()), IndexValues.batch(batch));
    batches++;
    batchedVotes += event.count();
    final ByteBuffer packed = ByteBuffer.wrap(unbatched.toByteArray());
    unbatched.reset();
    return new BatchContent(batch, packed);
  }

  void close(final ElectionClosed event, final Origin origin) {
    final Election election = result();
    base =
        with(
            election,
            Optional.of(new Election.Closing(event.ballots(), event.boardHash(), origin)),
            election.result());
  }

  void publish(final ResultPublished event, final Origin origin) {
    final Election election = result();
    base =
        with(
            election,
            election.closing(),
            Optional.of(new Election.Result(event.resultHash(), event.counts(), origin)));
  }

  /** Votes that this block added. */
  long addedVotes() {
    return votes - former.map(Election::votes).orElse(0L);
  }

  BlockUndo.Former former() {
    return new BlockUndo.Former(base.id(), former);
  }

  /**
   * The election after the block.
   *
   * @throws IndexGapException when a vote belongs to no batch
   */
  Election finish() {
    if (batchedVotes != votes) {
      throw new IndexGapException(
          "election %d: %d votes but batches for %d of them"
              .formatted(base.id(), votes, batchedVotes));
    }
    return result();
  }

  private Election result() {
    return with(base, base.closing(), base.result());
  }

  private Election with(
      final Election election,
      final Optional<Election.Closing> closing,
      final Optional<Election.Result> result) {
    return new Election(
        election.id(),
        election.manifestHash(),
        election.rollHash(),
        election.rollSize(),
        election.opensAt(),
        election.closesAt(),
        election.recordingEndsAt(),
        election.created(),
        votes,
        batches,
        board.last(),
        batchChain.last(),
        closing,
        result);
  }
}
