package org.voteregistry.client.archive;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;
import org.voteregistry.ballot.verify.VerificationReport.Check;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The audit (specification 3.5). */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Performs every check of the Belenios audit, each with its name, at any stage of an",
      "election. Exit code 0: every check that could be made passed; 1: one failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client archive verify tcMrY8caRbYEDu.bel",
      "  client archive verify tcMrY8caRbYEDu.bel --recorded yesterday.bel --tallied --json",
      "",
      "belenios-tool election verify makes the same checks with a program of other authors."
    })
final class VerifyArchiveCommand implements Callable<Integer> {
  private static final int SHOWN_FINDINGS = 5;

  @Parameters(paramLabel = "FILE", description = "The archive.")
  private Path archive;

  @Option(
      names = "--recorded",
      paramLabel = "FILE",
      description = "An older copy: checks that nothing in it was changed or removed.")
  private Optional<Path> recorded = Optional.empty();

  @Option(names = "--tallied", description = "Fail, too, if there is no result yet.")
  private boolean tallied;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many processors to use (default: all).")
  private Optional<Integer> threads = Optional.empty();

  @Mixin private Output output;

  @Override
  public Integer call() {
    final ElectionVerifier verifier =
        threads.map(n -> new ElectionVerifier(Math.max(1, n))).orElseGet(ElectionVerifier::new);
    final VerificationReport report = Audit.report(verifier, archive, recorded);
    final boolean ok = report.passed() && (!tallied || report.result().isPresent());
    output.print(document(report, ok), text(report, ok));
    return ok ? ExitCodes.OK : ExitCodes.CHECK_FAILED;
  }

  private static String name(final Check check) {
    return check.check().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> document(final VerificationReport report, final boolean ok) {
    final Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", ok);
    document.put("election", report.election().map(ElectionParameters::uuid).orElse(null));
    document.put(
        "fingerprint", report.election().map(ElectionParameters::fingerprint).orElse(null));
    document.put("ballots", report.ballots());
    document.put("counted", report.counted());
    document.put("lastEvent", report.lastEvent().orElse(null));
    document.put("result", report.result().map(result -> result.counts()).orElse(null));
    document.put(
        "checks",
        report.checks().stream()
            .map(
                check -> {
                  final Map<String, Object> one = new LinkedHashMap<>();
                  one.put("name", name(check));
                  one.put("section", check.check().section());
                  one.put("outcome", check.outcome().name().toLowerCase(Locale.ROOT));
                  one.put("looked", check.looked());
                  one.put("failed", check.failed());
                  one.put("findings", check.findings());
                  return one;
                })
            .toList());
    return document;
  }

  private String text(final VerificationReport report, final boolean ok) {
    final StringBuilder text = new StringBuilder();
    report
        .election()
        .ifPresent(
            election ->
                text.append(
                    "election %s  %s%n".formatted(election.uuid(), Printable.line(election.name()))
                        + "fingerprint %s%n".formatted(election.fingerprint())));
    report.checks().forEach(check -> text.append(lines(check)));
    text.append("%d ballots, %d counted%n".formatted(report.ballots(), report.counted()));
    report.lastEvent().ifPresent(hash -> text.append("last event %s%n".formatted(hash)));
    report
        .result()
        .ifPresent(
            result ->
                text.append(
                    ResultText.of(report.election().orElseThrow().questions(), result.counts())));
    if (ok) {
      text.append(
          report.result().isPresent()
              ? "Every check passed: this is the result of the election."
              : "Every check so far passed; there is no result yet.");
    } else {
      text.append(
          report.passed()
              ? "REFUSED: there is no result yet."
              : "REFUSED: at least one check failed.");
    }
    return text.toString();
  }

  private static String lines(final Check check) {
    final StringBuilder lines = new StringBuilder();
    final String outcome =
        switch (check.outcome()) {
          case PASSED -> "ok";
          case FAILED -> "failed";
          case SKIPPED -> "skipped";
        };
    lines.append(
        "  %-8s%-22s%s (%d looked at, section %s)%n"
            .formatted(
                outcome,
                name(check),
                check.check().statement(),
                check.looked(),
                check.check().section()));
    final List<VerificationReport.Finding> findings = check.findings();
    findings.stream()
        .limit(SHOWN_FINDINGS)
        .forEach(
            finding ->
                lines.append(
                    "            %s: %s (%s)%n"
                        .formatted(
                            Printable.line(finding.where()),
                            Printable.line(finding.what()),
                            finding.reason())));
    if (check.failed() > SHOWN_FINDINGS) {
      lines.append("            and %d more%n".formatted(check.failed() - SHOWN_FINDINGS));
    }
    return lines.toString();
  }
}
