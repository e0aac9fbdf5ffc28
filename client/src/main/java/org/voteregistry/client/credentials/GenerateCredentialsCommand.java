package org.voteregistry.client.credentials;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionUuid;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a private credential for each voter and the public list for the election. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a private credential for each voter, and the public list for the election.",
      "The list is sorted by value, so that its order tells nothing about the voters.",
      "Hand each voter its credential and destroy your copies: whoever has one can vote with it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client credentials generate --election tcMrY8caRbYEDu --count 3 --folder roll",
      "  client credentials generate --election tcMrY8caRbYEDu --voters voters.csv --folder roll",
      "",
      "Makes roll/public_creds.json for the administrator, and roll/private/ID for each voter;",
      "with --list one roll/ID.privcreds of lines \"id credential\", as belenios-tool makes it.",
      "voters.csv has a line for each voter: id, or id,weight."
    })
final class GenerateCredentialsCommand implements Callable<Integer> {
  @Option(
      names = "--election",
      required = true,
      paramLabel = "UUID",
      description = "The election's identifier; a credential is of use in this one only.")
  private String election;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Voters voters;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the files go; made if it is not there.")
  private Path folder;

  @Option(names = "--list", description = "One file of all private credentials, not one each.")
  private boolean list;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "BELENIOS-2048",
      description = "The election's group (default: ${DEFAULT-VALUE}).")
  private String groupName;

  @Mixin private Output output;

  private static final class Voters {
    @Option(names = "--count", paramLabel = "N", description = "So many voters without names.")
    private int count;

    @Option(names = "--voters", paramLabel = "FILE", description = "The voters: id or id,weight.")
    private Path file;
  }

  @Override
  public Integer call() {
    ElectionUuid.check(election, "--election");
    final Group group = Group.named(groupName, "--group");
    final List<Voter> roll =
        voters.file == null ? VoterList.numbered(voters.count) : VoterList.read(voters.file);
    final Path publicFile = folder.resolve("public_creds.json");
    final Path privatePlace = folder.resolve(list ? election + ".privcreds" : "private");
    OutputFile.requireAbsent(publicFile, privatePlace);
    OutputFile.createSecretFolder(folder);
    final List<SecretCredential> secrets = new ArrayList<>();
    try {
      roll.forEach(voter -> secrets.add(SecretCredential.generate()));
      final PublicCredentials credentials = publish(group, roll, secrets);
      if (list) {
        OutputFile.createSecret(privatePlace, lines(roll, secrets));
      } else {
        OutputFile.createSecretFolder(privatePlace);
        IntStream.range(0, roll.size())
            .forEach(i -> one(privatePlace.resolve(roll.get(i).id()), secrets.get(i)));
      }
      // Last: who finds the public list finds every private credential, too.
      OutputFile.create(publicFile, credentials.json());
      report(credentials, publicFile, privatePlace);
    } finally {
      secrets.forEach(SecretCredential::close);
    }
    return 0;
  }

  private PublicCredentials publish(
      final Group group, final List<Voter> roll, final List<SecretCredential> secrets) {
    return PublicCredentials.create(
        IntStream.range(0, roll.size())
            .parallel()
            .mapToObj(
                i ->
                    new PublicCredentials.Entry(
                        secrets.get(i).publicCredential(group, election), roll.get(i).weight()))
            .toList());
  }

  private static void one(final Path file, final SecretCredential secret) {
    final char[] written = secret.reveal();
    final byte[] line = ascii(CharBuffer.wrap(written));
    OutputFile.createSecret(file, line);
    Arrays.fill(line, (byte) 0);
    Arrays.fill(written, '\0');
  }

  private static byte[] lines(final List<Voter> roll, final List<SecretCredential> secrets) {
    int length = 0;
    for (final Voter voter : roll) {
      length += voter.id().getBytes(StandardCharsets.UTF_8).length + 21;
    }
    final ByteBuffer lines = ByteBuffer.allocate(length);
    for (int i = 0; i < roll.size(); i++) {
      final char[] written = secrets.get(i).reveal();
      final byte[] line = ascii(CharBuffer.wrap(written));
      lines.put(roll.get(i).id().getBytes(StandardCharsets.UTF_8)).put((byte) ' ').put(line);
      Arrays.fill(line, (byte) 0);
      Arrays.fill(written, '\0');
    }
    return lines.array();
  }

  /** A credential and a line feed. */
  private static byte[] ascii(final CharBuffer written) {
    final byte[] line = new byte[written.length() + 1];
    for (int i = 0; i < written.length(); i++) {
      line[i] = (byte) written.charAt(i);
    }
    line[written.length()] = '\n';
    return line;
  }

  private void report(
      final PublicCredentials credentials, final Path publicFile, final Path privatePlace) {
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", election);
    document.put("voters", credentials.size());
    document.put("totalWeight", credentials.totalWeight());
    document.put("publicCredentials", publicFile.toString());
    document.put("fingerprint", Fingerprint.base64(credentials.json()));
    document.put("privateCredentials", privatePlace.toString());
    output.print(
        document,
        """
        %d credentials of election %s, total weight %d
        public   %s   for the administrator; fingerprint %s
        private  %s   one for each voter; destroy it when all are handed out
        """
            .formatted(
                credentials.size(),
                election,
                credentials.totalWeight(),
                publicFile,
                Fingerprint.base64(credentials.json()),
                privatePlace));
  }
}
