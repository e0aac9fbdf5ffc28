package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.proofs.VoteHash;

class RecordingOnDevChainTest extends RecordingTest {
  @Test
  void acceptedVotesAreRecordedOnceInTheOrderOfAcceptance() {
    final String election = openElection(500);
    final List<VoteHash> cast = cast(election, 0, 120);
    awaitRecorded(election, 120);
    final BoardAudit audit = audit(election);
    assertThat(audit.hashes()).isEqualTo(cast.stream().map(VoteHash::toString).toList());
    audit.holdsExactlyOnce(voters(cast)).agreesWith(database);
    assertThat(audit.batches().size()).isBetween(3, 20);
  }

  @Test
  void theStatusFollowsAVoteAndTheReceiptIsVerifiedByTheContract() {
    final String election = openElection(10);
    final VoteHash hash = cast(election, 3);
    final Answer first = api.get("/api/votes/transaction-status?voteHash=" + hash);
    assertThat(first.text("status")).isIn("accepted", "submitted", "recorded");
    awaitRecorded(election, 1);
    final Answer status =
        api.get("/api/votes/transaction-status?reference=" + hash.reference().text());
    assertThat(status.text("status")).isEqualTo("recorded");
    assertThat(status.json().get("serial").asLong()).isZero();
    assertThat(status.json().get("attempts").size()).isEqualTo(1);
    final Answer receipt = api.get("/api/votes/receipt/" + hash.reference().text());
    assertThat(receipt.status()).isEqualTo(200);
    assertThat(receipt.text("voteHash")).isEqualTo(hash.toString());
    assertThat(receipt.text("transactionHash")).isEqualTo(status.text("transactionHash"));
  }

  private static Map<String, Integer> voters(final List<VoteHash> hashes) {
    final Map<String, Integer> voters = new HashMap<>();
    for (int voter = 0; voter < hashes.size(); voter++) {
      voters.put(hashes.get(voter).toString(), voter);
    }
    return voters;
  }
}
