package org.voteregistry.bench;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.tally.ElectionResult;
import org.voteregistry.ballot.tally.EncryptedTally;
import tools.jackson.databind.JsonNode;

/**
 * A published result.
 *
 * @param counts in the order of {@link DemoQuestion#CHOICES}
 * @param expected what the voters chose
 * @param onChain whether the contract holds the hash of exactly these counts
 */
record Tally(List<Long> counts, List<Long> expected, boolean onChain, ExportedArchive archive) {

  /** Lets two of three trustees decrypt a closed election and publishes what they found. */
  static Tally of(
      final RunningSystem system,
      final BackendApi.OpenElection election,
      final ElectionParameters parameters,
      final DemoTrustees trustees,
      final List<Long> expected) {
    final BackendApi api = system.api();
    final EncryptedTally encrypted =
        EncryptedTally.read(parameters, api.encryptedTally(election.uuid()));
    for (final int owner : List.of(1, DemoTrustees.COUNT)) {
      api.decrypt(election.uuid(), owner, trustees.decrypt(parameters, encrypted, owner).json());
    }
    final List<Long> counts = flat(api.publish(election.uuid()).path("counts"));
    return new Tally(
        counts,
        expected,
        isOnChain(new Nodes(system.rpcUrls()), election.chainElectionId(), counts),
        ExportedArchive.of(api, election.uuid(), system.data()));
  }

  private static boolean isOnChain(
      final Nodes nodes, final long chainElectionId, final List<Long> counts) {
    final byte[] result = new ElectionResult(List.of(counts)).json();
    return HexFormat.of()
        .formatHex(ElectionOnChain.read(nodes, chainElectionId).resultHash())
        .equals(Fingerprint.hex(result));
  }

  private static List<Long> flat(final JsonNode counts) {
    final List<Long> all = new ArrayList<>();
    counts.forEach(
        count -> {
          if (count.isArray()) {
            all.addAll(flat(count));
          } else {
            all.add(count.asLong());
          }
        });
    return all;
  }

  boolean ok() {
    return counts.equals(expected)
        && onChain
        && archive.accepted()
        && archive.counts().equals(counts);
  }
}
