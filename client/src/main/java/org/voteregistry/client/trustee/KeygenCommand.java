package org.voteregistry.client.trustee;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.PrivateKey;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A mandatory trustee's key (specification 4.5). */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the key of a mandatory trustee, without whom there will be no result.",
      "For trustees of whom some may be missing, see: client trustee threshold --help"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  client trustee keygen --key ada.privkey --public ada.pubkey",
      "",
      "Keep the key and a copy of it in a safe place; give the public part to the administrator."
    })
final class KeygenCommand implements Callable<Integer> {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the private key, for its owner only.")
  private Path keyFile;

  @Option(
      names = "--public",
      required = true,
      paramLabel = "FILE",
      description = "The new file for the public key and the proof that the private one is known.")
  private Path publicFile;

  @Mixin private GroupOption groupOption;
  @Mixin private Output output;

  @Override
  public Integer call() {
    final Group group = groupOption.get();
    OutputFile.requireAbsent(keyFile, publicFile);
    final byte[] publicKey;
    try (PrivateKey key = PrivateKey.generate(group)) {
      publicKey = key.publicKey(group).json();
      final byte[] secret = key.reveal(group);
      OutputFile.createSecret(keyFile, secret);
      Arrays.fill(secret, (byte) 0);
    }
    OutputFile.create(publicFile, Document.line(publicKey));
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", keyFile.toString());
    document.put("public", publicFile.toString());
    document.put("fingerprint", Fingerprint.base64(publicKey));
    output.print(
        document,
        """
        private  %s   stays with you
        public   %s   for the administrator; fingerprint %s
        """
            .formatted(keyFile, publicFile, Fingerprint.base64(publicKey)));
    return 0;
  }
}
