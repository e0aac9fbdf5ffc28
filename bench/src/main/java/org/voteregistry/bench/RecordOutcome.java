package org.voteregistry.bench;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Both runs.
 *
 * @param acceptSeconds casting all ballots through the API while nothing records
 * @param startSeconds from the recorder's readiness back to its first transaction; below zero where
 *     it sent before the backend said that it is ready
 * @param batchSeconds from the first transaction sent to the last vote seen in a block
 * @param signSeconds signing the naive transactions, not part of their rate
 * @param naiveSeconds from the first transaction sent to the last one in a block
 */
record RecordOutcome(
    int votes,
    double acceptSeconds,
    double startSeconds,
    double batchSeconds,
    int batches,
    BlockLoad batchBlocks,
    double batchGas,
    double signSeconds,
    double naiveSeconds,
    BlockLoad naiveBlocks,
    double naiveGas) {

  double batchRate() {
    return votes / batchSeconds;
  }

  double naiveRate() {
    return votes / naiveSeconds;
  }

  void print(final PrintWriter out) {
    out.println();
    line(
        out,
        "accepted",
        "%d ballots in %.1f s: %.0f/s (API and database, nothing recording)",
        votes,
        acceptSeconds,
        votes / acceptSeconds);
    line(out, "in batches", "%d votes in %.1f s: %.0f votes/s", votes, batchSeconds, batchRate());
    line(
        out,
        "",
        "%d transactions over %d blocks in %d s of block time; %.0f gas a vote",
        batches,
        batchBlocks.blocks(),
        batchBlocks.seconds(),
        batchGas);
    line(out, "", "the first was sent %.1f s after the recorder was ready", startSeconds);
    line(out, "one by one", "%d votes in %.1f s: %.0f votes/s", votes, naiveSeconds, naiveRate());
    line(
        out,
        "",
        "%d blocks in %d s of block time, %.0f transactions a block; %.0f gas a vote",
        naiveBlocks.blocks(),
        naiveBlocks.seconds(),
        (double) naiveBlocks.transactions() / naiveBlocks.blocks(),
        naiveGas);
    line(out, "", "signing took %.1f s before, which is not counted", signSeconds);
    line(
        out,
        "ratio",
        "%.1f times the rate, %.1f %% less gas",
        batchRate() / naiveRate(),
        100 * (1 - batchGas / naiveGas));
    out.flush();
  }

  private static void line(
      final PrintWriter out, final String name, final String format, final Object... values) {
    out.printf(Locale.ROOT, "%-12s %s%n", name, String.format(Locale.ROOT, format, values));
  }
}
