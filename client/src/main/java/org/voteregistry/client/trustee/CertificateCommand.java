package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Pedersen;
import org.voteregistry.ballot.trustee.TrusteeSeed;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Step 1 of the threshold protocol. */
@Command(
    name = "certificate",
    mixinStandardHelpOptions = true,
    description = "Step 1, each trustee: makes a secret key and the certificate for it.",
    footerHeading = "%nExample:%n",
    footer = "  client trustee threshold certificate --key ada.key --out ada.cert")
final class CertificateCommand implements Callable<Integer> {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the secret key, for its owner only.")
  private Path keyFile;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the certificate, for all others.")
  private Path out;

  @Mixin private GroupOption groupOption;
  @Mixin private Output output;

  @Override
  public Integer call() {
    final Group group = groupOption.get();
    OutputFile.requireAbsent(keyFile, out);
    final byte[] certificate;
    try (TrusteeSeed seed = TrusteeSeed.generate()) {
      certificate = new Pedersen(group).certificate(seed).json();
      final byte[] secret = seed.reveal();
      OutputFile.createSecret(keyFile, secret);
      Arrays.fill(secret, (byte) 0);
    }
    OutputFile.create(out, Document.line(certificate));
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", keyFile.toString());
    document.put("certificate", out.toString());
    document.put("fingerprint", Fingerprint.base64(certificate));
    output.print(
        document,
        """
        key          %s   stays with you
        certificate  %s   for all others; fingerprint %s
        """
            .formatted(keyFile, out, Fingerprint.base64(certificate)));
    return 0;
  }
}
