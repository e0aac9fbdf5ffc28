package org.voteregistry.client.archive;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.trustee.Trustees;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what an archive holds. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what an archive holds: questions, trustees, events, and the result if there is one.",
      "It reads; whether all of it is right is told by: client archive verify"
    },
    footerHeading = "%nExample:%n",
    footer = "  client archive show tcMrY8caRbYEDu.bel")
final class ShowArchiveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path archive;

  @Mixin private Output output;

  @Override
  public Integer call() {
    final ArchiveContents contents = ArchiveContents.read(archive);
    output.print(document(contents), text(contents));
    return 0;
  }

  /** Membership in the group takes a power a voter and is for the audit. */
  private static int voters(final ArchiveContents contents) {
    return JsonFields.elements(
            JsonReader.read(contents.credentials()), "credentials", JsonFields::string)
        .size();
  }

  private static int needed(final ArchiveContents contents) {
    return contents.trustees().items().stream().mapToInt(Trustees.Item::threshold).sum();
  }

  private static Map<String, Object> document(final ArchiveContents contents) {
    final ElectionParameters election = contents.election();
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("election", election.uuid());
    document.put("name", election.name());
    document.put("description", election.description());
    document.put("group", election.group().name());
    document.put("fingerprint", election.fingerprint());
    document.put(
        "questions",
        election.questions().stream()
            .map(
                question -> {
                  final Map<String, Object> one = new LinkedHashMap<>();
                  one.put("question", question.question());
                  one.put("answers", question.answers());
                  one.put("min", question.min());
                  one.put("max", question.max());
                  one.put("blank", question.blank());
                  return one;
                })
            .toList());
    document.put("voters", voters(contents));
    document.put("credentialsFingerprint", Fingerprint.base64(contents.credentials()));
    document.put("trustees", contents.trustees().keys().size());
    document.put("trusteesNeeded", needed(contents));
    final Map<String, Long> events = new LinkedHashMap<>();
    contents.events().forEach((type, count) -> events.put(type.protocolName(), count));
    document.put("events", events);
    document.put("lastEvent", contents.lastEvent());
    document.put("decryptedBy", List.copyOf(contents.decryptions().keySet()));
    document.put("result", contents.result().map(result -> result.counts()).orElse(null));
    return document;
  }

  private static String text(final ArchiveContents contents) {
    final ElectionParameters election = contents.election();
    final StringBuilder text = new StringBuilder();
    text.append("election     %s  %s%n".formatted(election.uuid(), Printable.line(election.name())))
        .append("fingerprint  %s%n".formatted(election.fingerprint()))
        .append("group        %s%n".formatted(election.group().name()))
        .append(
            "voters       %d, fingerprint of their credentials %s%n"
                .formatted(voters(contents), Fingerprint.base64(contents.credentials())))
        .append(
            "trustees     %d, of whom %d are needed%n"
                .formatted(contents.trustees().keys().size(), needed(contents)));
    for (int i = 0; i < election.questions().size(); i++) {
      text.append(QuestionText.of(i + 1, election.questions().get(i)));
    }
    contents
        .events()
        .forEach((type, count) -> text.append("%8d  %s%n".formatted(count, type.protocolName())));
    text.append("last event   %s%n".formatted(contents.lastEvent()));
    contents
        .result()
        .ifPresent(
            result ->
                text.append("Result, not verified here:%n".formatted())
                    .append(ResultText.of(election.questions(), result.counts())));
    return text.toString();
  }
}
