package org.voteregistry.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.VoteRegistry;
import org.voteregistry.proofs.BoardHash;
import org.voteregistry.proofs.Serial;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoterIndex;
import org.web3j.abi.EventEncoder;
import tools.jackson.databind.JsonNode;

/** An election's board as the chain's logs have it. */
final class Board {
  private static final String VOTE_RECORDED = EventEncoder.encode(VoteRegistry.VOTERECORDED_EVENT);
  private static final int WORD = 64;

  /** Besu reads at most 5,000 blocks a request; answers are kept small, too. */
  private static final long BLOCKS_PER_REQUEST = 20;

  private final List<RecordedVote> votes;

  private Board(final List<RecordedVote> votes) {
    this.votes = votes;
  }

  /** The vote events of these blocks, both included, in one request. */
  static JsonNode logs(
      final Nodes nodes, final long chainElectionId, final long fromBlock, final long toBlock) {
    final NodeAnswer answer =
        nodes.call(
            "eth_getLogs",
            Map.of(
                "address",
                DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
                "topics",
                List.of(VOTE_RECORDED, "0x%064x".formatted(chainElectionId)),
                "fromBlock",
                Hex.of(fromBlock),
                "toBlock",
                Hex.of(toBlock)));
    if (answer.error() != null) {
      throw new BenchFailed("the logs cannot be read: " + answer.error());
    }
    return answer.result();
  }

  /** Reads the events of a range of blocks. */
  static Board read(
      final Nodes nodes, final long chainElectionId, final long fromBlock, final long toBlock) {
    final List<RecordedVote> votes = new ArrayList<>();
    for (long from = fromBlock; from <= toBlock; from += BLOCKS_PER_REQUEST) {
      final long last = Math.min(toBlock, from + BLOCKS_PER_REQUEST - 1);
      logs(nodes, chainElectionId, from, last).forEach(log -> votes.add(vote(log)));
    }
    votes.sort(Comparator.comparingLong(RecordedVote::serial));
    return new Board(List.copyOf(votes));
  }

  private static RecordedVote vote(final JsonNode log) {
    final String data = log.path("data").asString();
    return new RecordedVote(
        Long.parseLong(data.substring(2, 2 + WORD), 16),
        Integer.parseInt(data.substring(2 + WORD, 2 + 2 * WORD), 16),
        VoteHash.parse(log.path("topics").get(2).asString()),
        Hex.number(log.path("blockNumber")),
        log.path("transactionHash").asString());
  }

  List<RecordedVote> votes() {
    return votes;
  }

  /** How many of these votes have no event. */
  long lost(final List<CastVote> accepted) {
    final Set<VoteHash> recorded =
        votes.stream().map(RecordedVote::hash).collect(Collectors.toSet());
    return accepted.stream().filter(vote -> !recorded.contains(vote.hash())).count();
  }

  /** How many events repeat a vote or a voter. */
  long doubled() {
    final Set<VoteHash> hashes = new HashSet<>();
    final Set<Integer> voters = new HashSet<>();
    long doubled = 0;
    for (final RecordedVote vote : votes) {
      final boolean newHash = hashes.add(vote.hash());
      final boolean newVoter = voters.add(vote.voter());
      doubled += newHash && newVoter ? 0 : 1;
    }
    return doubled;
  }

  /** How many events are of no accepted vote, or name another voter. */
  long unknown(final List<CastVote> accepted) {
    final Map<VoteHash, Integer> voters = new HashMap<>();
    accepted.forEach(vote -> voters.put(vote.hash(), vote.voter()));
    return votes.stream()
        .filter(vote -> !Integer.valueOf(vote.voter()).equals(voters.get(vote.hash())))
        .count();
  }

  /** The board hash, computed here; fails where serials have a gap. */
  byte[] hash() {
    byte[] link = BoardHash.empty();
    for (int serial = 0; serial < votes.size(); serial++) {
      final RecordedVote vote = votes.get(serial);
      if (vote.serial() != serial) {
        throw new BenchFailed(
            "serial %d stands where %d should: the board has a gap"
                .formatted(vote.serial(), serial));
      }
      link = BoardHash.next(link, new Serial(serial), new VoterIndex(vote.voter()), vote.hash());
    }
    return link;
  }

  /** Transactions that recorded, each once. */
  List<String> transactions() {
    return votes.stream().map(RecordedVote::transactionHash).distinct().toList();
  }

  /** Gas of all recording transactions together. */
  long gas(final Nodes nodes) {
    final List<NodeCall> calls =
        transactions().stream()
            .map(hash -> NodeCall.of("eth_getTransactionReceipt", hash))
            .toList();
    return nodes.all(calls).values().stream()
        .mapToLong(answer -> Hex.number(answer.result().path("gasUsed")))
        .sum();
  }

  /** Number of blocks that hold votes. */
  long blocks() {
    return votes.stream().mapToLong(RecordedVote::blockNumber).distinct().count();
  }
}
