package org.voteregistry.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voteregistry.ballot.verify.VerificationReport;

/** What the demonstration found. */
record DemoOutcome(Recording recording, Tally tally, List<String> remarks) {

  boolean ok() {
    return recording.ok() && tally.ok();
  }

  void print(final PrintWriter out) {
    out.println();
    printRecording(out);
    printTally(out);
    remarks.forEach(out::println);
    out.println(
        ok()
            ? "Nothing lost, nothing doubled, and the result is what was chosen."
            : "FAILED: see the lines above.");
    printTool(out);
    out.flush();
  }

  private void printRecording(final PrintWriter out) {
    line(out, "accepted", "%d of %d", recording.accepted(), recording.cast());
    line(out, "recorded", "%d", recording.recorded());
    line(out, "lost", "%d", recording.lost());
    line(out, "doubled", "%d", recording.doubled());
    line(
        out,
        "receipts",
        "%d checked against the chain, %d refused",
        recording.receipts(),
        recording.refusedReceipts());
    line(
        out,
        "closed",
        recording.boardMatches()
            ? "count and board hash on chain are those of the events"
            : "count or board hash on chain DIFFER from those of the events");
    line(
        out,
        "votes/s",
        "%.0f from the first cast to the last recorded",
        recording.votesPerSecond());
    percentiles(out, "to accepted", recording.toAccepted());
    percentiles(out, "to recorded", recording.toRecorded());
    line(out, "gas a vote", "%.0f", recording.gasPerVote());
    if (recording.unknown() > 0) {
      line(out, "UNKNOWN", "%d events of no accepted ballot", recording.unknown());
    }
  }

  private void printTally(final PrintWriter out) {
    line(out, "result", "%s", text(tally.counts()));
    if (!tally.counts().equals(tally.expected())) {
      line(out, "EXPECTED", "%s", text(tally.expected()));
    }
    line(
        out,
        "published",
        tally.onChain()
            ? "the hash on chain is that of these counts"
            : "the hash on chain is NOT that of these counts");
    final VerificationReport report = tally.archive().report();
    line(
        out,
        "archive",
        "%s, %.1f MB; %d ballots counted, %d checks passed, %d failed",
        tally.archive().file(),
        tally.archive().bytes() / 1e6,
        report.counted(),
        report.checks().stream()
            .filter(check -> check.outcome() == VerificationReport.Outcome.PASSED)
            .count(),
        report.checks().stream()
            .filter(check -> check.outcome() == VerificationReport.Outcome.FAILED)
            .count());
    report.findings().stream()
        .limit(5)
        .forEach(finding -> line(out, "", "%s: %s", finding.where(), finding.what()));
    if (!tally.archive().counts().equals(tally.counts())) {
      line(out, "", "the archive's counts DIFFER from the published ones");
    }
  }

  /** The last word is that of a program that others wrote. */
  private void printTool(final PrintWriter out) {
    out.println(
        tally
            .archive()
            .tool()
            .map(
                verdict ->
                    "belenios-tool election verify "
                        + (verdict.accepted() ? "accepts" : "REFUSES")
                        + " the archive: "
                        + verdict.lastLine())
            .orElse(
                "belenios-tool is not installed, so it has not verified the archive (apt-get"
                    + " install belenios-tool)."));
  }

  private static String text(final List<Long> counts) {
    return counts.size() == DemoQuestion.CHOICES.size()
        ? IntStream.range(0, counts.size())
            .mapToObj(i -> DemoQuestion.CHOICES.get(i) + " " + counts.get(i))
            .collect(Collectors.joining(", "))
        : counts.toString();
  }

  private static void percentiles(
      final PrintWriter out, final String name, final Percentiles percentiles) {
    line(out, name, "p50 %.0f ms, p95 %.0f ms", percentiles.millis(50), percentiles.millis(95));
  }

  private static void line(
      final PrintWriter out, final String name, final String format, final Object... values) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, String.format(Locale.ROOT, format, values));
  }
}
