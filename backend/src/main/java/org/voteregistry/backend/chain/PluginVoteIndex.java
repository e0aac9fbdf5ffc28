package org.voteregistry.backend.chain;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voteregistry.backend.chain.ChainException.UnexpectedAnswer;
import org.voteregistry.backend.chain.VoteRegistryContract.BatchRecorded;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;
import org.voteregistry.proofs.VoteHash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * Asks the index that a validator's plugin keeps (docs/plugin.md), and holds it against the
 * contract's own counters at the block where the index stands.
 */
final class PluginVoteIndex implements VoteIndex {
  /** As many votes as the plugin gives in one page. */
  private static final int PAGE = 5_000;

  /** An index that follows is not further behind; one that catches up has old figures. */
  private static final long MOST_BLOCKS_BEHIND = 5;

  private final VoteRegistryContract contract;

  PluginVoteIndex(final VoteRegistryContract contract) {
    this.contract = contract;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ChainException.NodeRefused when the node has no such plugin, or its index is not ready
   * @throws IndexBehind when the contract has votes already that the index still lacks
   * @throws IndexContradictsContract when the index does not hold what the contract counts
   */
  @Override
  public RecordedBoard board(
      final ChainNode node, final long electionId, final long fromSerial, final long fromBlock) {
    final long expected = contract.recorded(node, electionId);
    final Map<Long, JsonNode> votes = new LinkedHashMap<>();
    final Map<Long, JsonNode> batches = new LinkedHashMap<>();
    JsonNode page;
    long next = fromSerial;
    do {
      page = node.call("votes_listVotes", electionId, next, PAGE);
      for (final JsonNode vote : page.path("votes")) {
        if (number(vote, "serial") != next++) {
          throw new IndexContradictsContract(
              "the index of validator %s has no vote with serial %d of election %d"
                  .formatted(node.name(), next - 1, electionId));
        }
        votes.put(next - 1, vote);
      }
      page.path("batches").forEach(batch -> batches.put(number(batch, "batchId"), batch));
    } while (page.has("nextSerial") && !page.path("votes").isEmpty());
    if (number(page, "total") < expected) {
      throw new IndexBehind(
          "the index of validator %s has %d of the %d votes of election %d"
              .formatted(node.name(), number(page, "total"), expected, electionId));
    }
    requireCounters(node, electionId, page, next, batches);
    return board(node, fromSerial, votes, batches);
  }

  /** A reorganisation between two pages shows here as well. */
  private void requireCounters(
      final ChainNode node,
      final long electionId,
      final JsonNode page,
      final long next,
      final Map<Long, JsonNode> batches) {
    final long block = number(page, "indexedBlock");
    final ContractCounters counters = contract.counters(node, electionId, block);
    final long total = number(page, "total");
    final long lastBatch =
        batches.keySet().stream().mapToLong(Long::longValue).max().orElse(counters.batches());
    // Where the caller knows more than the index holds, the page is empty and next is his serial.
    if (counters.recorded() != total || next != total || counters.batches() != lastBatch) {
      throw new IndexContradictsContract(
          ("the index of validator %s has %d votes and %d batches of election %d at block %d, asked up"
                  + " to serial %d; the contract has %d and %d")
              .formatted(
                  node.name(),
                  total,
                  lastBatch,
                  electionId,
                  block,
                  next,
                  counters.recorded(),
                  counters.batches()));
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ChainException.NodeRefused when the node has no such plugin, or its index is not ready
   * @throws IndexBehind when the index has not come to {@code seenBlock}, or far from the head
   * @throws IndexContradictsContract when the index does not hold what the contract says
   */
  @Override
  public IndexedElection election(
      final ChainNode node, final long electionId, final long fromBlock, final long seenBlock) {
    try {
      return election(node, electionId, seenBlock);
    } catch (final IndexBehind | IndexContradictsContract e) {
      // A block may have come between two answers, or not be indexed yet.
      return election(node, electionId, seenBlock);
    }
  }

  private IndexedElection election(
      final ChainNode node, final long electionId, final long seenBlock) {
    final List<JsonNode> results =
        node.results(
            List.of(
                RpcRequest.of("eth_blockNumber"),
                RpcRequest.of("votes_listVotes", electionId, 0, 1),
                RpcRequest.of("votes_getElection", electionId),
                RpcRequest.of("votes_getTurnout", electionId)));
    final long block = number(results.get(1), "indexedBlock");
    final long needed =
        Math.max(seenBlock, Quantity.toLong(results.getFirst()) - MOST_BLOCKS_BEHIND);
    if (block < needed) {
      throw new IndexBehind(
          "the index of validator %s stands at block %d; at least block %d is needed"
              .formatted(node.name(), block, needed));
    }
    final IndexedElection election =
        election(node, electionId, block, results.get(2), results.get(3));
    // Only this answer names its block, so the others must be about the same votes.
    if (number(results.get(1), "total") != election.votes()
        || number(results.get(3), "votes") != election.votes()) {
      throw contradiction(
          node,
          electionId,
          block,
          "%d, %d and %d votes in answers that came together"
              .formatted(
                  number(results.get(1), "total"),
                  election.votes(),
                  number(results.get(3), "votes")));
    }
    final Optional<String> contradiction =
        contract.counters(node, electionId, block).contradiction(election);
    if (contradiction.isPresent()) {
      throw contradiction(node, electionId, block, contradiction.get());
    }
    return election;
  }

  private static IndexContradictsContract contradiction(
      final ChainNode node, final long electionId, final long block, final String what) {
    return new IndexContradictsContract(
        "the index of validator %s has, of election %d at block %d, %s"
            .formatted(node.name(), electionId, block, what));
  }

  private static IndexedElection election(
      final ChainNode node,
      final long electionId,
      final long block,
      final JsonNode election,
      final JsonNode turnout) {
    final JsonNode closed = election.path("closed");
    final JsonNode result = election.path("result");
    return new IndexedElection(
        electionId,
        number(election, "votes"),
        number(election, "batches"),
        hash(election, "boardHash"),
        block,
        node.name(),
        IndexedElection.Source.PLUGIN,
        closed.isObject()
            ? Optional.of(
                new IndexedElection.Closing(
                    number(closed, "ballots"),
                    hash(closed, "boardHash"),
                    text(closed, "transactionHash"),
                    number(closed, "blockNumber")))
            : Optional.empty(),
        result.isObject()
            ? Optional.of(
                new IndexedElection.Result(
                    hash(result, "resultHash"),
                    result.path("counts").valueStream().map(JsonNode::asLong).toList(),
                    text(result, "transactionHash"),
                    number(result, "blockNumber")))
            : Optional.empty(),
        turnout
            .path("hours")
            .valueStream()
            .map(
                hour ->
                    new IndexedElection.Hour(
                        Instant.ofEpochSecond(number(hour, "from")), number(hour, "votes")))
            .toList());
  }

  private static String hash(final JsonNode object, final String member) {
    return Numeric.cleanHexPrefix(text(object, member));
  }

  private static RecordedBoard board(
      final ChainNode node,
      final long fromSerial,
      final Map<Long, JsonNode> votes,
      final Map<Long, JsonNode> batches) {
    final List<RecordedBoard.Batch> starting =
        batches.values().stream()
            .filter(batch -> number(batch, "firstSerial") >= fromSerial)
            .map(batch -> batch(batch, ""))
            .toList();
    final Map<String, String> blockHashes =
        blockHashes(
            node, starting.stream().map(RecordedBoard.Batch::transactionHash).distinct().toList());
    return new RecordedBoard(
        votes.values().stream()
            .map(vote -> vote(vote, batches.get(number(vote, "batchId"))))
            .toList(),
        starting.stream()
            .map(
                batch ->
                    new RecordedBoard.Batch(
                        batch.event(),
                        batch.transactionHash(),
                        batch.blockNumber(),
                        blockHashes.get(batch.transactionHash())))
            .toList());
  }

  private static VoteRecorded vote(final JsonNode vote, final JsonNode batch) {
    if (batch == null) {
      throw new UnexpectedAnswer("votes_listVotes lists a vote without its batch: " + vote);
    }
    return new VoteRecorded(
        number(batch, "electionId"),
        VoteHash.parse(text(vote, "voteHash")),
        number(vote, "serial"),
        (int) number(vote, "voterIndex"),
        text(batch, "transactionHash"));
  }

  private static RecordedBoard.Batch batch(final JsonNode batch, final String blockHash) {
    return new RecordedBoard.Batch(
        new BatchRecorded(
            number(batch, "electionId"),
            number(batch, "batchId"),
            Numeric.hexStringToByteArray(text(batch, "root")),
            number(batch, "firstSerial"),
            number(batch, "count")),
        text(batch, "transactionHash"),
        number(batch, "blockNumber"),
        blockHash);
  }

  private static Map<String, String> blockHashes(
      final ChainNode node, final List<String> transactions) {
    final List<JsonNode> receipts =
        node.results(
            transactions.stream()
                .map(transaction -> RpcRequest.of("eth_getTransactionReceipt", transaction))
                .toList());
    final Map<String, String> hashes = new HashMap<>();
    for (int i = 0; i < transactions.size(); i++) {
      hashes.put(transactions.get(i), text(receipts.get(i), "blockHash"));
    }
    return hashes;
  }

  private static long number(final JsonNode object, final String member) {
    final JsonNode value = object.path(member);
    if (!value.canConvertToLong()) {
      throw new UnexpectedAnswer(
          "expected a number called %s in the answer of the votes plugin, got %s"
              .formatted(member, value));
    }
    return value.longValue();
  }

  private static String text(final JsonNode object, final String member) {
    final JsonNode value = object.path(member);
    if (!value.isString()) {
      throw new UnexpectedAnswer(
          "expected %s in the answer of a validator with votes plugin, got %s"
              .formatted(member, value));
    }
    return value.asString();
  }

  /** The index of a validator has not come far enough yet. */
  static final class IndexBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexBehind(final String message) {
      super(message);
    }
  }

  /** The index of a validator is not what its chain says. */
  static final class IndexContradictsContract extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexContradictsContract(final String message) {
      super(message);
    }
  }
}
