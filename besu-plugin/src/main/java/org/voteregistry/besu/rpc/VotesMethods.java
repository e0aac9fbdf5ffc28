package org.voteregistry.besu.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.voteregistry.besu.follow.ChainFollower;
import org.voteregistry.besu.follow.FollowerStatus;
import org.voteregistry.besu.index.BatchContent;
import org.voteregistry.besu.index.Election;
import org.voteregistry.besu.index.FoundVote;
import org.voteregistry.besu.index.IndexClosedException;
import org.voteregistry.besu.index.IndexStorageException;
import org.voteregistry.besu.index.IndexView;
import org.voteregistry.besu.index.Vote;
import org.voteregistry.besu.index.VoteIndex;

/** The methods of the namespace {@code votes}; see docs/plugin.md. */
public final class VotesMethods {
  /** Every method's name, without the namespace. */
  public static final List<String> NAMES =
      List.of(
          "status",
          "listElections",
          "getElection",
          "listVotes",
          "getVote",
          "getBatch",
          "getProof",
          "getTurnout");

  /** Votes in one page at most. */
  public static final int PAGE_LIMIT = 5000;

  private static final int DEFAULT_PAGE = 100;
  private static final long ANY = Long.MAX_VALUE;

  /** Further positions of one hash that an answer lists at most. */
  private static final int SAME_HASH_LIMIT = 100;

  private final ChainFollower follower;

  /** The methods over a follower's index. */
  public VotesMethods(final ChainFollower follower) {
    this.follower = follower;
  }

  /**
   * Answers a request.
   *
   * @param name one of {@link #NAMES}
   * @param values as JSON gave them: strings, numbers, or others that are refused
   * @return maps, lists, strings, numbers and booleans, which become JSON as they are
   * @throws VotesRpcException when the answer is an error
   */
  public Object answer(final String name, final Object[] values) {
    return switch (name) {
      case "status" -> status(values);
      case "listElections" -> listElections(values);
      case "getElection" -> getElection(values);
      case "listVotes" -> listVotes(values);
      case "getVote" -> getVote(values);
      case "getBatch" -> getBatch(values);
      case "getProof" -> getProof(values);
      case "getTurnout" -> getTurnout(values);
      default -> throw new IllegalArgumentException("no method is called " + name);
    };
  }

  private Object status(final Object[] values) {
    new RpcParameters(values, 0);
    final FollowerStatus status = follower.status();
    final Optional<VoteIndex> index = follower.index();
    if (index.isEmpty()) {
      return Answers.status(follower, status, List.of());
    }
    try (IndexView view = index.get().view()) {
      final Map<String, Object> json = Answers.status(follower, status, view.elections());
      json.put("digest", view.digest().toString());
      return json;
    } catch (final IndexClosedException e) {
      // It is being rebuilt, or the node stops: how it stands is still an answer.
      return Answers.status(follower, status, List.of());
    }
  }

  private Object listElections(final Object[] values) {
    new RpcParameters(values, 0);
    return viewing(view -> view.elections().stream().map(Answers::election).toList());
  }

  private Object getElection(final Object[] values) {
    final RpcParameters parameters = new RpcParameters(values, 1, "electionId");
    return viewing(view -> Answers.election(election(view, parameters)));
  }

  private Object listVotes(final Object[] values) {
    final RpcParameters parameters =
        new RpcParameters(values, 1, "electionId", "fromSerial", "limit");
    final long from = parameters.number(1, 0, ANY, 0);
    final int limit = (int) parameters.number(2, 1, PAGE_LIMIT, DEFAULT_PAGE);
    return viewing(
        view -> {
          final Election election = election(view, parameters);
          final List<Map<String, Object>> page = new ArrayList<>();
          final List<Map<String, Object>> batches = new ArrayList<>();
          for (final BatchContent content : view.batches(election.id(), from, limit)) {
            batches.add(Answers.batch(content.batch()));
            for (final Vote vote : content.votes(from, limit - page.size())) {
              page.add(Answers.listedVote(vote, content.batch()));
            }
          }
          final Map<String, Object> json = new LinkedHashMap<>();
          json.put("electionId", election.id());
          json.put("total", election.votes());
          json.put("votes", page);
          json.put("batches", batches);
          final long next = from + page.size();
          if (!page.isEmpty() && next < election.votes()) {
            json.put("nextSerial", next);
          }
          json.put("indexedBlock", view.checkpoint().number());
          return json;
        });
  }

  private Object getVote(final Object[] values) {
    final RpcParameters parameters = new RpcParameters(values, 1, "referenceOrHash");
    final VoteKey key = VoteKey.parse(parameters.text(0));
    return viewing(
        view -> {
          final List<FoundVote> found = votes(view, key);
          final FoundVote first = found.getFirst();
          final Map<String, Object> json = Answers.vote(first.vote(), first.batch());
          json.put(
              "alsoRecorded",
              found.stream()
                  .skip(1)
                  .map(also -> Answers.position(also.vote(), also.batch()))
                  .toList());
          return json;
        });
  }

  private Object getBatch(final Object[] values) {
    final RpcParameters parameters = new RpcParameters(values, 2, "electionId", "batchId");
    final long batchId = parameters.number(1, 0, ANY);
    return viewing(
        view -> {
          final Election election = election(view, parameters);
          final BatchContent content =
              view.batch(election.id(), batchId)
                  .orElseThrow(
                      () ->
                          unknown(
                              VotesRpcError.BATCH_UNKNOWN,
                              "election %d has no batch %d".formatted(election.id(), batchId),
                              view));
          final Map<String, Object> json = Answers.batch(content.batch());
          json.put(
              "votes",
              content.votes().stream()
                  .map(vote -> Answers.listedVote(vote, content.batch()))
                  .toList());
          return json;
        });
  }

  private Object getProof(final Object[] values) {
    final RpcParameters parameters = new RpcParameters(values, 1, "referenceOrHash");
    final VoteKey key = VoteKey.parse(parameters.text(0));
    return viewing(
        view -> {
          final FoundVote found = votes(view, key).getFirst();
          final BatchProof proof = BatchProof.of(found);
          final Map<String, Object> json = Answers.vote(found.vote(), found.batch());
          json.put("root", found.batch().root().toString());
          json.put("leaf", proof.leaf());
          json.put("proof", proof.path());
          return json;
        });
  }

  private Object getTurnout(final Object[] values) {
    final RpcParameters parameters = new RpcParameters(values, 1, "electionId");
    return viewing(
        view -> {
          final Election election = election(view, parameters);
          final Map<String, Object> json = new LinkedHashMap<>();
          json.put("electionId", election.id());
          json.put("rollSize", election.rollSize());
          json.put("votes", election.votes());
          json.put("hours", view.turnout(election.id()).stream().map(Answers::turnout).toList());
          return json;
        });
  }

  private Election election(final IndexView view, final RpcParameters parameters) {
    final long id = parameters.number(0, 1, ANY);
    return view.election(id)
        .orElseThrow(
            () ->
                unknown(
                    VotesRpcError.ELECTION_UNKNOWN, "there is no election %d".formatted(id), view));
  }

  private List<FoundVote> votes(final IndexView view, final VoteKey key) {
    final List<FoundVote> found = view.votesByHash(key.knownBytes(), SAME_HASH_LIMIT);
    if (found.isEmpty()) {
      throw unknown(
          VotesRpcError.VOTE_UNKNOWN, "no vote %s is recorded".formatted(key.text()), view);
    }
    if (found.stream().map(also -> also.vote().voteHash()).distinct().count() > 1) {
      throw new VotesRpcException(
          VotesRpcError.REFERENCE_AMBIGUOUS,
          "%s stands for more than one vote; ask by hash".formatted(key.text()));
    }
    return found;
  }

  private VotesRpcException unknown(
      final VotesRpcError error, final String what, final IndexView view) {
    final FollowerStatus status = follower.status();
    return new VotesRpcException(
        error,
        "%s; this node has indexed blocks up to %d of %d"
            .formatted(what, view.checkpoint().number(), status.headNumber()));
  }

  private Object viewing(final Function<IndexView, Object> query) {
    final VoteIndex index =
        follower
            .index()
            .orElseThrow(() -> unavailable("the index is " + follower.status().state()));
    try (IndexView view = index.view()) {
      return query.apply(view);
    } catch (final IndexClosedException e) {
      throw unavailable(e.getMessage());
    } catch (final IndexStorageException e) {
      throw new VotesRpcException(VotesRpcError.INDEX_INCONSISTENT, e.getMessage());
    }
  }

  private static VotesRpcException unavailable(final String why) {
    return new VotesRpcException(
        VotesRpcError.INDEX_UNAVAILABLE, why + "; ask again later or another node");
  }
}
