package org.voteregistry.backend.chain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voteregistry.backend.chain.ChainException.UnexpectedAnswer;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoterIndex;

/** What follows from an election's events, taken in one after the other. */
final class ElectionEvents {
  private static final HexFormat HEX = HexFormat.of();
  private final long electionId;
  private final SortedMap<Instant, Long> hours;
  private long votes;
  private long batches;
  private byte[] link;
  private Optional<IndexedElection.Closing> closed;
  private Optional<IndexedElection.Result> result;

  /** Before the first event. */
  ElectionEvents(final long electionId) {
    this.electionId = electionId;
    hours = new TreeMap<>();
    link = BoardHash.empty();
    closed = Optional.empty();
    result = Optional.empty();
  }

  private ElectionEvents(final ElectionEvents before) {
    electionId = before.electionId;
    hours = new TreeMap<>(before.hours);
    votes = before.votes;
    batches = before.batches;
    link = before.link.clone();
    closed = before.closed;
    result = before.result;
  }

  ElectionEvents copy() {
    return new ElectionEvents(this);
  }

  /**
   * The next vote.
   *
   * @param recordedAt time of its block
   * @throws UnexpectedAnswer when its serial is not the next one
   */
  void vote(final VoteRecorded vote, final Instant recordedAt) {
    if (vote.serial() != votes) {
      throw new UnexpectedAnswer(
          "among the events of election %d serial %d is followed by %d"
              .formatted(electionId, votes - 1, vote.serial()));
    }
    link =
        BoardHash.next(link, new Serial(votes), new VoterIndex(vote.voterIndex()), vote.voteHash());
    votes++;
    hours.merge(recordedAt.truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
  }

  /** Any other event of the election; what does not matter here passes by. */
  void other(final VoteRegistryContract contract, final EventLog log) {
    if (contract.batchRecorded(log).isPresent()) {
      batches++;
    }
    contract
        .electionClosed(log)
        .ifPresent(
            event ->
                closed =
                    Optional.of(
                        new IndexedElection.Closing(
                            event.ballots(),
                            HEX.formatHex(event.boardHash()),
                            log.transactionHash().toLowerCase(Locale.ROOT),
                            log.blockNumber())));
    contract
        .resultPublished(log)
        .ifPresent(
            event ->
                result =
                    Optional.of(
                        new IndexedElection.Result(
                            HEX.formatHex(event.resultHash()),
                            event.counts(),
                            log.transactionHash().toLowerCase(Locale.ROOT),
                            log.blockNumber())));
  }

  IndexedElection asOf(final ChainNode node, final long block) {
    return new IndexedElection(
        electionId,
        votes,
        batches,
        HEX.formatHex(link),
        block,
        node.name(),
        IndexedElection.Source.LOGS,
        closed,
        result,
        hours.entrySet().stream().map(ElectionEvents::hour).toList());
  }

  private static IndexedElection.Hour hour(final Map.Entry<Instant, Long> hour) {
    return new IndexedElection.Hour(hour.getKey(), hour.getValue());
  }
}
