package org.voteregistry.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The measurements of {@code scripts/bench ballot}, one after the other. */
final class BallotBench {
  /** Little, so that an audit that keeps its ballots would fail. */
  private static final int SMALL_HEAP = 96;

  private static final int[] ANSWERS = {2, 5, 20};

  private final Path folder;
  private final int answers;
  private final PrintWriter out;
  private Path archive;
  private int ballots;

  BallotBench(final Path folder, final int answers, final PrintWriter out) {
    this.folder = folder;
    this.answers = answers;
    this.out = out;
  }

  /** Verifies the same archive with every program. */
  BallotBench verification(final int count) throws IOException {
    ballots = count;
    say("Making an archive of %d ballots of %d answers.", count, answers);
    final Path place = Files.createDirectory(folder.resolve("some"));
    archive = new BallotSample(answers).write(place, count);
    say("%-34s %8s %8s %14s", "verification", "wall s", "cpu s", "ballots/cpu s");
    final Optional<Double> reference =
        ReferenceTool.find()
            .map(tool -> line("belenios-tool, 1 processor", tool.verify(place), Optional.empty()));
    if (reference.isEmpty()) {
      say("belenios-tool is not installed: nothing to compare with.");
    }
    for (final boolean gmp : new boolean[] {false, true}) {
      final String name = gmp ? "GMP" : "plain Java";
      line(name + ", 1 processor, from the start", verify(gmp, 1, BallotTask.VERIFY), reference);
      line(name + ", 1 processor, warm", verify(gmp, 1, BallotTask.VERIFY_WARM), reference);
      final int processors = Processors.count();
      final BallotProcess.Measurement all = verify(gmp, processors, BallotTask.VERIFY_WARM);
      line(name + ", " + processors + " processors, warm", all, reference);
      say("%-34s %.0f ballots a second by the clock", "", count / all.seconds());
    }
    return this;
  }

  private BallotProcess.Measurement verify(
      final boolean gmp, final int processors, final BallotTask task) {
    final BallotProcess process = new BallotProcess(gmp, processors);
    return (processors == 1 ? process.pinned() : process).run(task, "--archive=" + archive);
  }

  /** Prints a line and gives the rate. */
  private double line(
      final String name,
      final BallotProcess.Measurement measurement,
      final Optional<Double> reference) {
    final double rate = ballots / measurement.cpuSeconds();
    say(
        "%-34s %8.2f %8.2f %14.1f%s",
        name,
        measurement.seconds(),
        measurement.cpuSeconds(),
        rate,
        reference
            .map(other -> String.format(Locale.ROOT, "   %.2f times belenios-tool", rate / other))
            .orElse(""));
    return rate;
  }

  /** Encryption, whose arithmetic for secrets is always plain Java. */
  BallotBench encryption(final int count) {
    for (final int number : ANSWERS) {
      final BallotProcess.Measurement measurement =
          new BallotProcess(false, 1)
              .pinned()
              .run(BallotTask.ENCRYPT, "--answers=" + number, "--count=" + count);
      say(
          "encryption of %2d answers            %.1f ms of one processor, mean of %d, warm",
          number, 1000 * measurement.cpuSeconds() / count, count);
    }
    return this;
  }

  /** Reading and multiplying ballots. */
  BallotBench tally(final int count) {
    for (final boolean gmp : new boolean[] {false, true}) {
      final BallotProcess.Measurement measurement =
          new BallotProcess(gmp, 1)
              .pinned()
              .run(BallotTask.TALLY, "--archive=" + archive, "--count=" + count);
      say(
          "tally of %d ballots, %-13s %.2f s of one processor (the archive's, again and again)",
          count, gmp ? "GMP:" : "plain Java:", measurement.cpuSeconds());
    }
    return this;
  }

  /** The heap in use while archives of different lengths are verified. */
  void heap(final int many) throws IOException {
    say("Making an archive of %d ballots.", many);
    final Path other =
        new BallotSample(answers).write(Files.createDirectory(folder.resolve("many")), many);
    final long few = heap(archive);
    final long more = heap(other);
    say(
        "heap in use, at most                 %.1f MB for %d ballots, %.1f MB for %d (of %d MB)",
        few / 1e6, ballots, more / 1e6, many, SMALL_HEAP);
    say(
        "                                     %.0f bytes for each further voter and ballot",
        (double) (more - few) / (many - ballots));
  }

  private static long heap(final Path archive) {
    return new BallotProcess(false, Processors.count())
        .heap(SMALL_HEAP)
        .run(BallotTask.HEAP, "--archive=" + archive)
        .heapBytes();
  }

  private void say(final String format, final Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }
}
