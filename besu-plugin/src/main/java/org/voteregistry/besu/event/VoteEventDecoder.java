package org.voteregistry.besu.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voteregistry.besu.chain.ContractLog;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.event.EventDeclaration.Field;
import org.voteregistry.proofs.VoteHash;

/** Reads the contract's logs into events. Logs of other kinds (roles, pause) are passed over. */
public final class VoteEventDecoder {
  private static final EventDeclaration ELECTION_CREATED =
      EventDeclaration.parse(
          "ElectionCreated(uint256 indexed electionId, bytes32 indexed manifestHash,"
              + " bytes32 rollHash, uint256 rollSize, uint256 opensAt, uint256 closesAt,"
              + " uint256 recordingEndsAt)");
  private static final EventDeclaration VOTE_RECORDED =
      EventDeclaration.parse(
          "VoteRecorded(uint256 indexed electionId, bytes32 indexed voteHash, uint256 serial,"
              + " uint256 voterIndex)");
  private static final EventDeclaration BATCH_RECORDED =
      EventDeclaration.parse(
          "BatchRecorded(uint256 indexed electionId, uint256 indexed batchId, bytes32 root,"
              + " uint256 firstSerial, uint256 count)");
  private static final EventDeclaration ELECTION_CLOSED =
      EventDeclaration.parse(
          "ElectionClosed(uint256 indexed electionId, uint256 ballots, bytes32 boardHash)");
  private static final EventDeclaration RESULT_PUBLISHED =
      EventDeclaration.parse(
          "ResultPublished(uint256 indexed electionId, bytes32 resultHash, uint256[] counts)");

  /** Every event that is read. */
  static final List<EventDeclaration> DECLARATIONS =
      List.of(ELECTION_CREATED, VOTE_RECORDED, BATCH_RECORDED, ELECTION_CLOSED, RESULT_PUBLISHED);

  private static final long UINT32 = 0xffff_ffffL;
  private static final Field VOTE_ELECTION = VOTE_RECORDED.field("electionId");
  private static final Field VOTE_HASH = VOTE_RECORDED.field("voteHash");
  private static final Field VOTE_SERIAL = VOTE_RECORDED.field("serial");
  private static final Field VOTE_VOTER = VOTE_RECORDED.field("voterIndex");

  private static final Map<Hash32, Kind> KINDS =
      Stream.of(
              new Kind(VOTE_RECORDED, VoteEventDecoder::voteRecorded),
              new Kind(BATCH_RECORDED, VoteEventDecoder::batchRecorded),
              new Kind(ELECTION_CREATED, VoteEventDecoder::electionCreated),
              new Kind(ELECTION_CLOSED, VoteEventDecoder::electionClosed),
              new Kind(RESULT_PUBLISHED, VoteEventDecoder::resultPublished))
          .collect(Collectors.toUnmodifiableMap(k -> k.declaration().topic(), k -> k));

  /**
   * Decodes the logs of one block.
   *
   * @throws EventFormatException when a log has one of the signatures but not its fields
   */
  public List<LocatedEvent> decode(final List<ContractLog> logs) {
    final List<LocatedEvent> events = new ArrayList<>(logs.size());
    for (final ContractLog log : logs) {
      final Kind kind = log.topics().isEmpty() ? null : KINDS.get(log.topics().getFirst());
      if (kind != null) {
        kind.declaration().check(log);
        events.add(new LocatedEvent(kind.reader().apply(log), log.transactionHash()));
      }
    }
    return events;
  }

  private static VoteEvent voteRecorded(final ContractLog log) {
    return new VoteEvent.VoteRecorded(
        VOTE_ELECTION.number(log),
        VoteHash.of(VOTE_HASH.word(log).toBytes()),
        VOTE_SERIAL.number(log),
        VOTE_VOTER.number(log, UINT32));
  }

  private static VoteEvent batchRecorded(final ContractLog log) {
    return new VoteEvent.BatchRecorded(
        BATCH_RECORDED.field("electionId").number(log),
        BATCH_RECORDED.field("batchId").number(log),
        BATCH_RECORDED.field("root").word(log),
        BATCH_RECORDED.field("firstSerial").number(log),
        (int) BATCH_RECORDED.field("count").number(log, Integer.MAX_VALUE));
  }

  private static VoteEvent electionCreated(final ContractLog log) {
    return new VoteEvent.ElectionCreated(
        ELECTION_CREATED.field("electionId").number(log),
        ELECTION_CREATED.field("manifestHash").word(log),
        ELECTION_CREATED.field("rollHash").word(log),
        ELECTION_CREATED.field("rollSize").number(log),
        ELECTION_CREATED.field("opensAt").number(log),
        ELECTION_CREATED.field("closesAt").number(log),
        ELECTION_CREATED.field("recordingEndsAt").number(log));
  }

  private static VoteEvent electionClosed(final ContractLog log) {
    return new VoteEvent.ElectionClosed(
        ELECTION_CLOSED.field("electionId").number(log),
        ELECTION_CLOSED.field("ballots").number(log),
        ELECTION_CLOSED.field("boardHash").word(log));
  }

  private static VoteEvent resultPublished(final ContractLog log) {
    return new VoteEvent.ResultPublished(
        RESULT_PUBLISHED.field("electionId").number(log),
        RESULT_PUBLISHED.field("resultHash").word(log),
        RESULT_PUBLISHED.field("counts").numbers(log));
  }

  private record Kind(EventDeclaration declaration, Function<ContractLog, VoteEvent> reader) {}
}
