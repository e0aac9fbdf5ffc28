package org.voteregistry.client.election;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.archive.ArchiveWriter;
import org.voteregistry.ballot.credential.PublicCredentials;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.ElectionTemplate;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.client.console.Document;
import org.voteregistry.client.console.Output;
import org.voteregistry.client.console.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the parameters of an election and starts its archive (specification 3.1). */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes election.json and starts the archive UUID.bel with the setup, in one folder.",
      "Publish the fingerprint: voters compare it before they encrypt."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  client election create --uuid tcMrY8caRbYEDu --questions questions.json \\",
      "    --trustees trustees.json --credentials roll/public_creds.json --folder .",
      "",
      "questions.json is a template of belenios-tool:",
      "  {\"name\":\"Board 2027\",\"description\":\"Who leads us?\",\"questions\":[",
      "    {\"question\":\"Chair\",\"answers\":[\"Ada\",\"Grace\"],\"blank\":true,"
          + "\"min\":1,\"max\":1}]}"
    })
final class CreateElectionCommand implements Callable<Integer> {
  @Option(
      names = "--uuid",
      required = true,
      paramLabel = "UUID",
      description = "The identifier that the credentials were made for.")
  private String uuid;

  @Option(
      names = "--questions",
      required = true,
      paramLabel = "FILE",
      description = "Name, description and questions.")
  private Path questions;

  @Option(
      names = "--trustees",
      required = true,
      paramLabel = "FILE",
      description = "trustees.json, made by client trustee combine.")
  private Path trusteesFile;

  @Option(
      names = "--credentials",
      required = true,
      paramLabel = "FILE",
      description = "public_creds.json, made by client credentials generate.")
  private Path credentialsFile;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the files go.")
  private Path folder;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "BELENIOS-2048",
      description = "The election's group (default: ${DEFAULT-VALUE}).")
  private String groupName;

  @Mixin private Output output;

  @Override
  public Integer call() {
    final Path electionFile = folder.resolve("election.json");
    final Path archive = folder.resolve(uuid + ".bel");
    OutputFile.requireAbsent(electionFile, archive);
    final Group group = Group.named(groupName, "--group");
    final ElectionTemplate template = Document.read(questions, ElectionTemplate::read);
    final Trustees trustees = Document.read(trusteesFile, json -> Trustees.read(group, json));
    final PublicCredentials credentials =
        Document.read(credentialsFile, json -> PublicCredentials.read(group, json));
    final ElectionParameters election = template.parameters(uuid, group, trustees.publicKey(group));
    OutputFile.create(archive, setup(election, trustees, credentials));
    OutputFile.create(electionFile, election.json());
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", uuid);
    document.put("fingerprint", election.fingerprint());
    document.put("parameters", electionFile.toString());
    document.put("archive", archive.toString());
    document.put("voters", credentials.size());
    output.print(
        document,
        """
        election     %s, %d voters
        fingerprint  %s
        parameters   %s
        archive      %s
        """
            .formatted(uuid, credentials.size(), election.fingerprint(), electionFile, archive));
    return 0;
  }

  private static byte[] setup(
      final ElectionParameters election,
      final Trustees trustees,
      final PublicCredentials credentials) {
    final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.create(archive, Instant.now())) {
      writer.setup(election, trustees, credentials);
    } catch (final IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return archive.toByteArray();
  }
}
