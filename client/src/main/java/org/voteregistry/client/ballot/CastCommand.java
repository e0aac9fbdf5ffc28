package org.voteregistry.client.ballot;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.backend.Answer;
import org.voteregistry.client.backend.Backend;
import org.voteregistry.client.backend.ServiceUnreachable;
import org.voteregistry.client.console.Output;
import org.voteregistry.proofs.VoteReceipt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Votes: encrypts on this machine, casts, and keeps what proves it. */
@Command(
    name = "cast",
    mixinStandardHelpOptions = true,
    description = {
      "Encrypts a vote on this machine, casts it and keeps the receipt in a folder.",
      "The ballot is kept before it is sent. If anything breaks, run the same command again: the",
      "same ballot is sent, never a second one, and new choices are not looked at."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client ballot cast --backend https://vote.example.org --election tcMrY8caRbYEDu",
      "  client ballot cast --backend http://127.0.0.1:8080 --election tcMrY8caRbYEDu \\",
      "    --credential-file me.credential --choice 2 --folder my-vote \\",
      "    --fingerprint pzPEdbYmvoBi59X0lslMAlRHdT7Sd6aRPjJxTspqCvA",
      "",
      "Check the receipt with nodes of your choice:",
      "  client verify-receipt my-vote/receipt.json --ballot my-vote/ballot.json \\",
      "    --rpc http://127.0.0.1:8001"
    })
final class CastCommand implements Callable<Integer> {
  @Option(
      names = "--backend",
      required = true,
      paramLabel = "URL",
      description = "The service's address.")
  private URI address;

  @Option(
      names = "--election",
      required = true,
      paramLabel = "UUID",
      description = "The election's identifier.")
  private String uuid;

  @Option(
      names = "--fingerprint",
      paramLabel = "HASH",
      description = "The published fingerprint: do not vote if the service gives another election.")
  private String fingerprint;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where ballot and receipt are kept (default: vote-UUID).")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long to try to reach the service, and to wait for the record on chain"
              + " (default: ${DEFAULT-VALUE}).")
  private long wait;

  @Mixin private VoteOptions vote;
  @Mixin private Output output;

  @Override
  public Integer call() {
    final Duration patience = Duration.ofSeconds(wait);
    final Backend backend = new Backend(address);
    final ElectionParameters election;
    try {
      election = ServedElection.fetch(backend, uuid);
    } catch (final ServiceUnreachable e) {
      throw new CommandFailed(ExitCodes.UNREACHABLE, String.valueOf(e.getMessage()));
    }
    PublishedFingerprint.compare(election, fingerprint);
    if (fingerprint == null) {
      output.warn(
          "The election's fingerprint is %s: compare it with the published one"
              .formatted(election.fingerprint()));
    }
    final VoteFolder kept = new VoteFolder(folder.orElse(Path.of("vote-" + uuid)));
    final VoteFolder.Kept ballot = kept.ballot(election, () -> vote.encrypt(election, output));
    if (ballot.resumed()) {
      output.warn(kept.ballotFile() + " was made before and is sent again");
    }
    final Submission submission = new Submission(backend, uuid, ballot.bytes());
    try {
      final Answer accepted = submission.send(patience);
      kept.keepAcceptance(accepted.body());
      final Optional<VoteReceipt> receipt = submission.receipt(patience);
      receipt.ifPresent(kept::keepReceipt);
      report(election, submission, kept, receipt);
    } catch (final ServiceUnreachable e) {
      throw new CommandFailed(
          ExitCodes.UNREACHABLE,
          "%s%nThe ballot is kept in %s: run the same command again"
              .formatted(e.getMessage(), kept.ballotFile()));
    }
    return 0;
  }

  private void report(
      final ElectionParameters election,
      final Submission submission,
      final VoteFolder kept,
      final Optional<VoteReceipt> receipt) {
    final String reference = submission.hash().reference().text();
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", uuid);
    document.put("fingerprint", election.fingerprint());
    document.put("reference", reference);
    document.put("voteHash", submission.hash().toString());
    document.put("ballot", kept.ballotFile().toString());
    document.put("status", receipt.isPresent() ? "recorded" : "accepted");
    document.put("receipt", kept.receipt().map(Path::toString).orElse(null));
    output.print(
        document,
        """
        reference  %s   write it down
        ballot     %s
        %s
        """
            .formatted(
                reference,
                kept.ballotFile(),
                receipt
                    .map(
                        r ->
                            "receipt    %s   recorded in block %d"
                                .formatted(kept.receiptFile(), r.blockNumber()))
                    .orElse(
                        "accepted, and not in a block yet: run the same command again for the"
                            + " receipt")));
  }
}
