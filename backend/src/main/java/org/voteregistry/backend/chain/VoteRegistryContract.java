package org.voteregistry.backend.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.voteregistry.contracts.ContractError;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.VoteHash;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/**
 * VoteRegistry in Java: call data, views, events and refusals, after the generated bindings. It
 * sends nothing.
 */
@Component
public class VoteRegistryContract {
  private static final String VOTE_RECORDED = EventEncoder.encode(VoteRegistry.VOTERECORDED_EVENT);
  private static final String BATCH_RECORDED =
      EventEncoder.encode(VoteRegistry.BATCHRECORDED_EVENT);
  private static final String ELECTION_CREATED =
      EventEncoder.encode(VoteRegistry.ELECTIONCREATED_EVENT);
  private static final String ELECTION_CLOSED =
      EventEncoder.encode(VoteRegistry.ELECTIONCLOSED_EVENT);

  private static final String RESULT_PUBLISHED =
      EventEncoder.encode(VoteRegistry.RESULTPUBLISHED_EVENT);

  private static final String LATEST = "latest";

  private static final int WORD_DIGITS = 64;

  /** Positions among the static words of the Election struct. */
  private static final int BOARD_HASH_WORD = 2;

  private static final int RESULT_HASH_WORD = 3;
  private static final int RECORDED_WORD = 5;
  private static final int BATCHES_WORD = 6;
  private static final int CLOSED_WORD = 10;

  /** What each custom error says about whom; whatever is not here needs a person. */
  private static final Map<String, Revert.Kind> KINDS =
      Map.ofEntries(
          Map.entry("NotOnRoll", Revert.Kind.ENTRY),
          Map.entry("AlreadyVoted", Revert.Kind.ENTRY),
          Map.entry("EmptyVoteHash", Revert.Kind.ENTRY),
          Map.entry("EnforcedPause", Revert.Kind.NOT_NOW),
          Map.entry("RecordingNotStarted", Revert.Kind.NOT_NOW),
          Map.entry("SerialMismatch", Revert.Kind.NOT_NOW),
          Map.entry("BallotCountMismatch", Revert.Kind.NOT_NOW),
          Map.entry("EmptyManifestHash", Revert.Kind.FINAL),
          Map.entry("EmptyRollHash", Revert.Kind.FINAL),
          Map.entry("RollSizeOutOfRange", Revert.Kind.FINAL),
          Map.entry("InvalidHours", Revert.Kind.FINAL),
          Map.entry("RecordingEnded", Revert.Kind.FINAL),
          Map.entry("ElectionIsClosed", Revert.Kind.FINAL),
          Map.entry("ElectionNotClosed", Revert.Kind.FINAL),
          Map.entry("ResultAlreadyPublished", Revert.Kind.FINAL),
          Map.entry("EmptyResultHash", Revert.Kind.FINAL),
          Map.entry("UnknownElection", Revert.Kind.FINAL));

  private final String address =
      DeterministicDeployment.VOTE_REGISTRY_ADDRESS.toLowerCase(Locale.ROOT);

  /** Its address on every network, lower-case. */
  public String address() {
    return address;
  }

  /** Call data of {@code createElection}; times are cut to seconds. */
  public String createElection(
      final byte[] manifestHash,
      final byte[] rollHash,
      final int rollSize,
      final Instant opensAt,
      final Instant closesAt,
      final Instant recordingEndsAt) {
    return encode(
        VoteRegistry.FUNC_CREATEELECTION,
        new Bytes32(manifestHash),
        new Bytes32(rollHash),
        new Uint256(rollSize),
        new Uint256(opensAt.getEpochSecond()),
        new Uint256(closesAt.getEpochSecond()),
        new Uint256(recordingEndsAt.getEpochSecond()));
  }

  /** Call data of {@code recordVoteBatch}: as many voter indices as hashes, in serial order. */
  public String recordVoteBatch(
      final long electionId,
      final long firstSerial,
      final List<VoteHash> voteHashes,
      final int[] voterIndices) {
    return encode(
        VoteRegistry.FUNC_RECORDVOTEBATCH,
        new Uint256(electionId),
        new Uint256(firstSerial),
        new DynamicArray<>(
            Bytes32.class, voteHashes.stream().map(hash -> new Bytes32(hash.toBytes())).toList()),
        new DynamicArray<>(
            Uint256.class, Arrays.stream(voterIndices).mapToObj(Uint256::new).toList()));
  }

  /** Call data of {@code closeElection}. */
  public String closeElection(final long electionId, final long ballots, final byte[] boardHash) {
    return encode(
        VoteRegistry.FUNC_CLOSEELECTION,
        new Uint256(electionId),
        new Uint256(ballots),
        new Bytes32(boardHash));
  }

  /** Call data of {@code publishResult}. */
  public String publishResult(
      final long electionId, final byte[] resultHash, final List<Long> counts) {
    return encode(
        VoteRegistry.FUNC_PUBLISHRESULT,
        new Uint256(electionId),
        new Bytes32(resultHash),
        new DynamicArray<>(Uint256.class, counts.stream().map(Uint256::new).toList()));
  }

  private static String encode(final String function, final Type<?>... parameters) {
    return FunctionEncoder.encode(new Function(function, List.of(parameters), List.of()));
  }

  /** How many votes of an election the chain has: the next serial. */
  public long recorded(final ChainNode node, final long electionId) {
    return word(election(node, electionId, LATEST), RECORDED_WORD).longValueExact();
  }

  /** What the contract says of an election as of a block; the block must be a recent one. */
  ContractCounters counters(final ChainNode node, final long electionId, final long block) {
    final String election = election(node, electionId, Quantity.of(block));
    return new ContractCounters(
        word(election, RECORDED_WORD).longValueExact(),
        word(election, BATCHES_WORD).longValueExact(),
        word(election, CLOSED_WORD).signum() != 0,
        digits(election, BOARD_HASH_WORD),
        digits(election, RESULT_HASH_WORD));
  }

  /** Whether the chain has closed an election. */
  public boolean isClosed(final ChainNode node, final long electionId) {
    return word(election(node, electionId, LATEST), CLOSED_WORD).signum() != 0;
  }

  private String election(final ChainNode node, final long electionId, final String block) {
    final String result =
        node.call(
                "eth_call",
                call(null, encode(VoteRegistry.FUNC_ELECTION, new Uint256(electionId)), null),
                block)
            .asString("");
    if (result.length() <= 2) {
      throw new ChainException.UnexpectedAnswer(
          "there is no VoteRegistry at %s on validator %s".formatted(address, node.name()));
    }
    return Numeric.cleanHexPrefix(result);
  }

  private static BigInteger word(final String digits, final int index) {
    return new BigInteger(digits(digits, index), 16);
  }

  private static String digits(final String digits, final int index) {
    return digits.substring(index * WORD_DIGITS, (index + 1) * WORD_DIGITS);
  }

  /** Whether an account has a role (32 bytes, see the contract's constants). */
  boolean hasRole(final ChainNode node, final byte[] role, final String account) {
    final String result =
        node.call(
                "eth_call",
                call(
                    null,
                    encode(VoteRegistry.FUNC_HASROLE, new Bytes32(role), new Address(account)),
                    null),
                "latest")
            .asString("");
    final List<Type> decoded =
        FunctionReturnDecoder.decode(
            result,
            List.of((TypeReference<Type>) (TypeReference<?>) TypeReference.create(Bool.class)));
    return !decoded.isEmpty() && (Boolean) decoded.getFirst().getValue();
  }

  /** Call data of {@code grantRole}. */
  String grantRole(final byte[] role, final String account) {
    return encode(VoteRegistry.FUNC_GRANTROLE, new Bytes32(role), new Address(account));
  }

  private Map<String, Object> call(final String from, final String data, final Long gas) {
    final Map<String, Object> call = new LinkedHashMap<>();
    if (from != null) {
      call.put("from", from);
    }
    call.put("to", address);
    if (gas != null) {
      call.put("gas", Quantity.of(gas));
    }
    call.put("data", data);
    return call;
  }

  /**
   * Asks what the contract would say to a transaction in the next block; changes nothing.
   *
   * @return empty when it would succeed
   */
  public Optional<Revert> simulate(
      final ChainNode node, final String from, final String data, final long gas) {
    final RpcAnswer answer =
        node.batch(List.of(RpcRequest.of("eth_call", call(from, data, gas), "latest"))).getFirst();
    return answer instanceof RpcAnswer.Refusal refusal
        ? Optional.of(revert(refusal))
        : Optional.empty();
  }

  private static Revert revert(final RpcAnswer.Refusal refusal) {
    if (refusal.data().length() < 10) {
      return new Revert(
          "NoReason",
          "%s (code %d)".formatted(refusal.message(), refusal.code()),
          Revert.Kind.OPERATOR);
    }
    final ContractError error = ContractError.decode(refusal.data());
    return new Revert(
        error.name(), error.toString(), KINDS.getOrDefault(error.name(), Revert.Kind.OPERATOR));
  }

  /** All events of an election in a range of blocks, both ends included. */
  public List<EventLog> electionLogs(
      final ChainNode node, final long electionId, final long fromBlock, final long toBlock) {
    return node.call(
            "eth_getLogs",
            Map.of(
                "address",
                address,
                "fromBlock",
                Quantity.of(fromBlock),
                "toBlock",
                Quantity.of(toBlock),
                "topics",
                Arrays.asList(null, topic(electionId))))
        .valueStream()
        .map(EventLog::of)
        .toList();
  }

  private static String topic(final long number) {
    return Numeric.toHexStringWithPrefixZeroPadded(BigInteger.valueOf(number), WORD_DIGITS);
  }

  /** Whether a log is this contract's {@code VoteRecorded}. */
  public boolean isVoteRecorded(final EventLog log) {
    return is(log, VOTE_RECORDED);
  }

  /** Reads {@code VoteRecorded}; empty for any other log. */
  public Optional<VoteRecorded> voteRecorded(final EventLog log) {
    return is(log, VOTE_RECORDED)
        ? Optional.of(
            new VoteRecorded(
                topicNumber(log, 1),
                VoteHash.parse(log.topics().get(2)),
                word(data(log), 0).longValueExact(),
                word(data(log), 1).intValueExact(),
                log.transactionHash()))
        : Optional.empty();
  }

  /** Reads {@code BatchRecorded}; empty for any other log. */
  public Optional<BatchRecorded> batchRecorded(final EventLog log) {
    return is(log, BATCH_RECORDED)
        ? Optional.of(
            new BatchRecorded(
                topicNumber(log, 1),
                topicNumber(log, 2),
                hash(data(log), 0),
                word(data(log), 1).longValueExact(),
                word(data(log), 2).longValueExact()))
        : Optional.empty();
  }

  /** Reads {@code ElectionCreated}; empty for any other log. */
  public Optional<ElectionCreated> electionCreated(final EventLog log) {
    return is(log, ELECTION_CREATED)
        ? Optional.of(new ElectionCreated(topicNumber(log, 1)))
        : Optional.empty();
  }

  /** Reads {@code ElectionClosed}; empty for any other log. */
  public Optional<ElectionClosed> electionClosed(final EventLog log) {
    return is(log, ELECTION_CLOSED)
        ? Optional.of(
            new ElectionClosed(
                topicNumber(log, 1), word(data(log), 0).longValueExact(), hash(data(log), 1)))
        : Optional.empty();
  }

  /** The event, if it is this contract's. */
  public Optional<ResultPublished> resultPublished(final EventLog log) {
    return is(log, RESULT_PUBLISHED)
        ? Optional.of(
            new ResultPublished(topicNumber(log, 1), hash(data(log), 0), counts(data(log))))
        : Optional.empty();
  }

  /** Behind the result's hash: where the array begins, its length, its elements. */
  private static List<Long> counts(final String data) {
    final int length = word(data, 2).intValueExact();
    return IntStream.range(0, length).mapToObj(i -> word(data, 3 + i).longValueExact()).toList();
  }

  private boolean is(final EventLog log, final String event) {
    return log.address().equals(address)
        && !log.topics().isEmpty()
        && log.topics().getFirst().equals(event);
  }

  private static long topicNumber(final EventLog log, final int index) {
    return Numeric.toBigInt(log.topics().get(index)).longValueExact();
  }

  private static String data(final EventLog log) {
    return Numeric.cleanHexPrefix(log.data());
  }

  private static byte[] hash(final String digits, final int index) {
    return Numeric.hexStringToByteArray(digits(digits, index));
  }

  /** A vote is on the board. */
  public record VoteRecorded(
      long electionId, VoteHash voteHash, long serial, int voterIndex, String transactionHash) {}

  /**
   * A batch is on the board.
   *
   * @param root Merkle root that the contract built, 32 bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record BatchRecorded(
      long electionId, long batchId, byte[] root, long firstSerial, long count) {}

  /** An election has its number. */
  public record ElectionCreated(long electionId) {}

  /**
   * An election's board is final.
   *
   * @param boardHash 32 bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record ElectionClosed(long electionId, long ballots, byte[] boardHash) {}

  /**
   * An election's result is final.
   *
   * @param resultHash 32 bytes
   * @param counts in the order of questions and answers
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record ResultPublished(long electionId, byte[] resultHash, List<Long> counts) {}
}
