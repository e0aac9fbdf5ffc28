package org.voteregistry.bench;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What the votes index costs and gives.
 *
 * @param votes votes in the index
 * @param events events of these votes: one a vote, one a batch, one for the election
 * @param rebuildSeconds time of a rebuild from an empty folder, in a node that has just started
 * @param queryable from the last look without a vote's receipt to the first answer of the index
 * @param listMillis all votes by votes_listVotes, median
 * @param logsMillis the same votes by eth_getLogs, median
 * @param heapWith bytes in use after a full collection, with the plugin
 * @param heapWithout the same of a node without it on the same data
 */
record IndexOutcome(
    long votes,
    long events,
    double rebuildSeconds,
    Percentiles queryable,
    double listMillis,
    double logsMillis,
    long heapWith,
    long heapWithout) {
  private static final double MEBIBYTE = 1 << 20;

  void print(final PrintWriter out) {
    line(out, "votes in the index", String.format(Locale.ROOT, "%d (%d events)", votes, events));
    line(
        out,
        "rebuild",
        String.format(
            Locale.ROOT,
            "%.1f s, %.0f events/s (target 20,000)",
            rebuildSeconds,
            events / rebuildSeconds));
    line(
        out,
        "queryable after import",
        String.format(
            Locale.ROOT,
            "p50 %.1f ms, p99 %.1f ms (target 50 ms at p99)",
            queryable.millis(50),
            queryable.millis(99)));
    line(
        out,
        "all votes, votes_listVotes",
        String.format(
            Locale.ROOT,
            "%.0f ms; eth_getLogs %.0f ms: %.1f times as fast (target 10)",
            listMillis,
            logsMillis,
            logsMillis / listMillis));
    line(
        out,
        "heap after a full collection",
        String.format(
            Locale.ROOT,
            "%.0f MiB with, %.0f MiB without: %+.0f MiB (target under 64)",
            heapWith / MEBIBYTE,
            heapWithout / MEBIBYTE,
            (heapWith - heapWithout) / MEBIBYTE));
    out.flush();
  }

  private static void line(final PrintWriter out, final String name, final String value) {
    out.printf("%-30s %s%n", name, value);
  }
}
