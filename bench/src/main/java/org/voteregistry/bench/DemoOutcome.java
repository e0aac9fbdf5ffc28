package org.voteregistry.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What the demonstration found.
 *
 * @param lost accepted ballots without a VoteRecorded event on chain
 * @param doubled events that repeat a vote or a voter
 * @param unknown events of no accepted ballot
 * @param refusedReceipts receipts of which a check against the chain failed
 * @param boardMatches whether the closed election's count and board hash on chain are those that
 *     the events give
 */
record DemoOutcome(
    int cast,
    int accepted,
    long recorded,
    long lost,
    long doubled,
    long unknown,
    int receipts,
    int refusedReceipts,
    boolean boardMatches,
    double votesPerSecond,
    Percentiles toAccepted,
    Percentiles toRecorded,
    double gasPerVote,
    List<String> remarks) {

  boolean ok() {
    return accepted == cast
        && recorded == accepted
        && lost == 0
        && doubled == 0
        && unknown == 0
        && receipts == accepted
        && refusedReceipts == 0
        && boardMatches;
  }

  void print(final PrintWriter out) {
    out.println();
    line(out, "accepted", "%d of %d", accepted, cast);
    line(out, "recorded", "%d", recorded);
    line(out, "lost", "%d", lost);
    line(out, "doubled", "%d", doubled);
    line(out, "receipts", "%d checked against the chain, %d refused", receipts, refusedReceipts);
    line(
        out,
        "closed",
        boardMatches
            ? "count and board hash on chain are those of the events"
            : "count or board hash on chain DIFFER from those of the events");
    line(out, "votes/s", "%.0f from the first cast to the last recorded", votesPerSecond);
    line(
        out,
        "to accepted",
        "p50 %.0f ms, p95 %.0f ms",
        toAccepted.millis(50),
        toAccepted.millis(95));
    line(
        out,
        "to recorded",
        "p50 %.0f ms, p95 %.0f ms",
        toRecorded.millis(50),
        toRecorded.millis(95));
    line(out, "gas a vote", "%.0f", gasPerVote);
    if (unknown > 0) {
      line(out, "UNKNOWN", "%d events of no accepted ballot", unknown);
    }
    remarks.forEach(out::println);
    out.println(ok() ? "Nothing lost, nothing doubled." : "FAILED: see the lines above.");
    out.flush();
  }

  private static void line(
      final PrintWriter out, final String name, final String format, final Object... values) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, String.format(Locale.ROOT, format, values));
  }
}
