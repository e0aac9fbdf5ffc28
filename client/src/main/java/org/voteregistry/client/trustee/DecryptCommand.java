package org.voteregistry.client.trustee;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.tally.EncryptedTally;
import org.voteregistry.ballot.tally.PartialDecryption;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.ballot.trustee.TrusteePublicKey;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.ballot.trustee.Voutput;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.archive.ArchiveContents;
import org.voteregistry.client.archive.Audit;
import org.voteregistry.client.archive.DecryptionFile;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import org.voteregistry.client.console.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A trustee's part of the result (specification 4.18). The tally is taken from an archive that
 * passes its audit and from nowhere else: a tally alone may be a single ballot that somebody wants
 * to have opened.
 */
@Command(
    name = "decrypt",
    mixinStandardHelpOptions = true,
    description = {
      "Audits an archive and decrypts the trustee's part of its tally. The audit makes sure that",
      "the tally is that of all counted ballots: nobody can have a single ballot opened by you."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client trustee decrypt tcMrY8caRbYEDu.bel --key ada.privkey --out ada.dec",
      "  client trustee decrypt tcMrY8caRbYEDu.bel --key ada.key --voutput ada.voutput \\",
      "    --out ada.dec --request ada.json",
      "",
      "The request is the body of POST /api/elections/UUID/partial-decryptions."
    })
final class DecryptCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The archive, closed and with its tally.")
  private Path archive;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The private key, or with --voutput the secret key of a threshold trustee.")
  private Path keyFile;

  @Option(
      names = "--voutput",
      paramLabel = "FILE",
      description = "A threshold trustee's share, made by client trustee threshold share.")
  private Optional<Path> voutputFile = Optional.empty();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file, for client tally and belenios-tool archive add-event.")
  private Path out;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "A new file with the same as a request to the service.")
  private Optional<Path> request = Optional.empty();

  @Mixin private Output output;

  @Override
  public Integer call() {
    OutputFile.requireAbsent(out);
    request.ifPresent(OutputFile::requireAbsent);
    Audit.require(archive);
    final ArchiveContents contents = ArchiveContents.read(archive);
    final EncryptedTally tally =
        contents
            .tally()
            .orElseThrow(
                () ->
                    new CommandFailed(
                        ExitCodes.USAGE,
                        archive + " holds no encrypted tally yet: the election is not closed"));
    final DecryptionFile decryption;
    try (PrivateKey key = key(contents.election().group())) {
      final int owner = owner(contents, key);
      decryption =
          new DecryptionFile(owner, PartialDecryption.compute(contents.election(), tally, key));
    }
    OutputFile.create(out, decryption.bytes());
    request.ifPresent(file -> OutputFile.create(file, body(decryption)));
    report(contents.election(), decryption);
    return 0;
  }

  private PrivateKey key(final Group group) {
    if (voutputFile.isEmpty()) {
      try (Secret secret = Secret.ofFile(keyFile, output)) {
        return Document.parse(
            keyFile.toString(), secret.bytes(), json -> PrivateKey.read(group, json));
      }
    }
    final Voutput voutput = Document.read(voutputFile.get(), json -> Voutput.read(group, json));
    try (TrusteeSeed seed = SeedFile.read(keyFile, output)) {
      return Document.parse(
          voutputFile.get().toString(),
          new byte[0],
          none -> new Pedersen(group).decryptionKey(seed, voutput.privateKey()));
    }
  }

  /** The trustee's number: its key tells it. */
  private int owner(final ArchiveContents contents, final PrivateKey key) {
    final Group group = contents.election().group();
    final GroupElement x = group.generatorBase().secretPower(key.scalar());
    final List<TrusteePublicKey> keys = contents.trustees().keys();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).publicKey().equals(x)) {
        return i + 1;
      }
    }
    throw new CommandFailed(
        ExitCodes.CHECK_FAILED,
        "%s is not the key of a trustee of election %s"
            .formatted(keyFile, contents.election().uuid()));
  }

  private static byte[] body(final DecryptionFile decryption) {
    return "{\"owner\":%d,\"partialDecryption\":%s}"
        .formatted(
            decryption.owner(), new String(decryption.partial().json(), StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void report(final ElectionParameters election, final DecryptionFile decryption) {
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", election.uuid());
    document.put("owner", decryption.owner());
    document.put("decryption", out.toString());
    request.ifPresent(file -> document.put("request", file.toString()));
    output.print(
        document,
        "%s   partial decryption of trustee %d for election %s"
            .formatted(out, decryption.owner(), election.uuid()));
  }
}
