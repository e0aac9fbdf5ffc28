package org.voteregistry.client.ballot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.backend.Answer;
import org.voteregistry.client.backend.Backend;
import org.voteregistry.client.backend.ServiceUnreachable;
import org.voteregistry.proofs.MalformedReceiptException;
import org.voteregistry.proofs.VoteHash;
import org.voteregistry.proofs.VoteReceipt;

/**
 * One ballot on its way. The service takes the same bytes as often as they come, so after a broken
 * connection they are simply sent again.
 */
final class Submission {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Backend backend;
  private final byte[] ballot;
  private final VoteHash hash;
  private final String election;

  Submission(final Backend backend, final String election, final byte[] ballot) {
    this.backend = backend;
    this.election = election;
    this.ballot = ballot.clone();
    this.hash = VoteHash.ofBallot(ballot);
  }

  VoteHash hash() {
    return hash;
  }

  /**
   * Sends the ballot until it is accepted, or refused, or the patience ends.
   *
   * @return the service's answer
   * @throws ServiceUnreachable when it never answered, or was not available
   */
  Answer send(final Duration patience) throws ServiceUnreachable {
    final Instant end = Instant.now().plus(patience);
    while (true) {
      Duration pause = PAUSE;
      try {
        final Answer answer = backend.post("api/votes/submit", ballot);
        if (answer.ok()) {
          return checked(answer);
        }
        if (answer.status() != 503 && answer.status() != 429) {
          throw new CommandFailed(
              ExitCodes.CHECK_FAILED, "The ballot was refused: " + answer.explanation());
        }
        if (Instant.now().isAfter(end)) {
          throw new CommandFailed(
              ExitCodes.UNREACHABLE, "The service has no time now: " + answer.explanation());
        }
        pause = answer.retryAfter().orElse(PAUSE);
      } catch (final ServiceUnreachable e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
      }
      sleep(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    }
  }

  private Answer checked(final Answer answer) {
    if (!answer.text("voteHash").equals(hash.toString())
        || !answer.text("reference").equals(hash.reference().text())) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "The service confirms another ballot (%s) than was sent (%s): keep both, tell an auditor"
              .formatted(answer.text("voteHash"), hash));
    }
    return answer;
  }

  /**
   * Waits until the vote is recorded.
   *
   * @return its receipt, or nothing if that takes longer
   */
  Optional<VoteReceipt> receipt(final Duration patience) throws ServiceUnreachable {
    final Instant end = Instant.now().plus(patience);
    while (true) {
      final Answer answer = backend.get("api/votes/receipt/" + hash.reference().text());
      if (answer.ok()) {
        return Optional.of(receipt(answer));
      }
      final boolean later = answer.problem().equals("vote-not-recorded") || answer.status() == 503;
      if (!later) {
        throw new CommandFailed(
            ExitCodes.CHECK_FAILED,
            "The ballot was accepted, but there is no receipt: " + answer.explanation());
      }
      if (!Instant.now().plus(PAUSE).isBefore(end)) {
        return Optional.empty();
      }
      sleep(PAUSE);
    }
  }

  private VoteReceipt receipt(final Answer answer) {
    final VoteReceipt receipt;
    try {
      receipt = VoteReceipt.parse(answer.body());
    } catch (final MalformedReceiptException e) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED, "The service gave no receipt: " + e.getMessage());
    }
    if (!receipt.hash().equals(hash)
        || !receipt.electionUuid().equals(election)
        || !receipt.pathLeadsToRoot()) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED, "The receipt is not that of this ballot: tell an auditor");
    }
    return receipt;
  }

  private static void sleep(final Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(ExitCodes.UNREACHABLE, "interrupted");
    }
  }
}
