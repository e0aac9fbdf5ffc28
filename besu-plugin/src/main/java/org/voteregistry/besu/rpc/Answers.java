package org.voteregistry.besu.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voteregistry.besu.follow.ChainFollower;
import org.voteregistry.besu.follow.FollowerStatus;
import org.voteregistry.besu.index.Batch;
import org.voteregistry.besu.index.Election;
import org.voteregistry.besu.index.HourlyTurnout;
import org.voteregistry.besu.index.Origin;
import org.voteregistry.besu.index.Vote;

/**
 * The JSON form of each record, as maps: the node's own JSON library, of whatever version, needs to
 * know no class of ours. Hashes are {@code 0x} and hexadecimal digits, numbers are JSON numbers,
 * times are seconds since 1970-01-01T00:00Z as on chain. What is unknown is left out.
 */
final class Answers {
  private static final long SECONDS_PER_HOUR = 3600;

  private Answers() {}

  static Map<String, Object> vote(final Vote vote, final Batch batch) {
    final Map<String, Object> json = position(vote, batch);
    json.put("reference", vote.voteHash().reference().text());
    putOrigin(json, batch.origin());
    return json;
  }

  /** A vote that stands alone in its answer. */
  static Map<String, Object> position(final Vote vote, final Batch batch) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("electionId", vote.electionId());
    json.putAll(listedVote(vote, batch));
    return json;
  }

  /** A vote among others of its election, which the answer names once. */
  static Map<String, Object> listedVote(final Vote vote, final Batch batch) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("serial", vote.serial());
    json.put("voteHash", "0x" + vote.voteHash());
    json.put("voterIndex", vote.voterIndex());
    json.put("batchId", batch.batchId());
    return json;
  }

  static Map<String, Object> batch(final Batch batch) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("electionId", batch.electionId());
    json.put("batchId", batch.batchId());
    json.put("root", batch.root().toString());
    json.put("firstSerial", batch.firstSerial());
    json.put("count", batch.count());
    putOrigin(json, batch.origin());
    return json;
  }

  static Map<String, Object> election(final Election election) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("electionId", election.id());
    json.put("state", state(election));
    json.put("manifestHash", election.manifestHash().toString());
    json.put("rollHash", election.rollHash().toString());
    json.put("rollSize", election.rollSize());
    json.put("opensAt", election.opensAt());
    json.put("closesAt", election.closesAt());
    json.put("recordingEndsAt", election.recordingEndsAt());
    json.put("votes", election.votes());
    json.put("batches", election.batches());
    json.put("boardHash", election.boardHash().toString());
    json.put("created", origin(election.created()));
    election
        .closing()
        .ifPresent(
            closing -> {
              final Map<String, Object> closed = new LinkedHashMap<>();
              closed.put("ballots", closing.ballots());
              closed.put("boardHash", closing.boardHash().toString());
              closed.put(
                  "matchesIndex",
                  closing.ballots() == election.votes()
                      && closing.boardHash().equals(election.boardHash()));
              putOrigin(closed, closing.origin());
              json.put("closed", closed);
            });
    election
        .result()
        .ifPresent(
            result -> {
              final Map<String, Object> published = new LinkedHashMap<>();
              published.put("resultHash", result.resultHash().toString());
              published.put("counts", result.counts());
              putOrigin(published, result.origin());
              json.put("result", published);
            });
    return json;
  }

  private static String state(final Election election) {
    if (election.result().isPresent()) {
      return "published";
    }
    return election.closing().isPresent() ? "closed" : "open";
  }

  static Map<String, Object> turnout(final HourlyTurnout turnout) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", turnout.hour() * SECONDS_PER_HOUR);
    json.put("votes", turnout.votes());
    return json;
  }

  static Map<String, Object> status(
      final ChainFollower follower, final FollowerStatus status, final List<Election> elections) {
    final Map<String, Object> json = new LinkedHashMap<>();
    json.put("state", status.state().toString());
    json.put("contract", follower.contract());
    json.put("startBlock", follower.startBlock());
    status
        .indexed()
        .ifPresent(
            block -> {
              json.put("indexedBlock", block.number());
              json.put("indexedHash", block.hash().toString());
            });
    json.put("headBlock", status.headNumber());
    json.put("lag", status.lag());
    json.put("elections", elections.size());
    json.put("votes", elections.stream().mapToLong(Election::votes).sum());
    json.put("batches", elections.stream().mapToLong(Election::batches).sum());
    json.put("queue", status.waiting());
    json.put("overflows", status.overflows());
    json.put("undoneBlocks", status.undone());
    json.put("rebuilds", status.rebuilds());
    json.put("errors", status.errors());
    status.lastError().ifPresent(message -> json.put("lastError", message));
    return json;
  }

  private static Map<String, Object> origin(final Origin origin) {
    final Map<String, Object> json = new LinkedHashMap<>();
    putOrigin(json, origin);
    return json;
  }

  private static void putOrigin(final Map<String, Object> json, final Origin origin) {
    json.put("blockNumber", origin.blockNumber());
    json.put("timestamp", origin.timestamp());
    json.put("transactionHash", origin.transactionHash().toString());
  }
}
