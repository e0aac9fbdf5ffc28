package org.voteregistry.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.voteregistry.ballot.archive.ArchiveReader;
import org.voteregistry.ballot.archive.EventType;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.TallyAccumulation;
import org.voteregistry.ballot.verify.ElectionVerifier;
import org.voteregistry.ballot.verify.VerificationReport;
import org.voteregistry.ballot.vote.Ballot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One measurement in a process of its own, started by {@link BallotProcess}: which arithmetic is
 * used, how many processors and how much heap there are is fixed when a JVM starts.
 */
@Command(name = "ballot-task", hidden = true, description = "Used by the command ballot.")
final class BallotTaskCommand implements Callable<Integer> {
  @Option(names = "--task", required = true)
  private BallotTask task;

  @Option(names = "--archive")
  private Path archive;

  @Option(names = "--count", defaultValue = "1")
  private int count;

  @Option(names = "--answers", defaultValue = "3")
  private int answers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    switch (task) {
      case VERIFY -> report(measured(this::verify), 0);
      case VERIFY_WARM -> {
        verify();
        report(measured(this::verify), 0);
      }
      case HEAP -> heap();
      case ENCRYPT -> encrypt();
      case TALLY -> tally();
    }
    return 0;
  }

  private interface Work {
    void run() throws IOException;
  }

  /** Wall and processor time of the whole process, its compiler and collector included. */
  private record Times(double seconds, double cpuSeconds) {}

  private static Times measured(final Work work) throws IOException {
    final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    final long cpu = system.getProcessCpuTime();
    final long start = System.nanoTime();
    work.run();
    return new Times((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
  }

  /** A line that {@link BallotProcess} reads. */
  private void report(final Times times, final long heapBytes) {
    spec.commandLine()
        .getOut()
        .printf("measured %s %s %d%n", times.seconds(), times.cpuSeconds(), heapBytes);
    spec.commandLine().getOut().flush();
  }

  private void verify() throws IOException {
    final VerificationReport report =
        new ElectionVerifier(Runtime.getRuntime().availableProcessors()).verify(archive);
    if (!report.passed()) {
      throw new BenchFailed("the archive does not pass: " + report.findings());
    }
  }

  /** Collects garbage again and again during an audit: what is left then is in use. */
  private void heap() throws IOException {
    final HeapWatch watch = new HeapWatch();
    final Thread thread = Thread.ofPlatform().daemon().start(watch);
    final Times times = measured(this::verify);
    thread.interrupt();
    report(times, watch.mostInUse());
  }

  private void encrypt() throws IOException {
    final BallotSample sample = new BallotSample(answers);
    try (SecretCredential credential = SecretCredential.generate()) {
      for (int i = 0; i < count; i++) {
        sample.ballot(credential, i);
      }
      report(
          measured(
              () -> {
                for (int i = 0; i < count; i++) {
                  sample.ballot(credential, i);
                }
              }),
          0);
    }
  }

  /**
   * Reads the archive's ballots and counts each of them as often as needed: the product does not
   * mind, and reading and multiplying take the same time as with as many different ones.
   */
  private void tally() throws IOException {
    final List<byte[]> ballots = new ArrayList<>();
    final ElectionParameters election = read(ballots);
    report(
        measured(
            () -> {
              final TallyAccumulation accumulation = new TallyAccumulation(election);
              for (int i = 0; i < count; i++) {
                accumulation.add(Ballot.read(election.group(), ballots.get(i % ballots.size())), 1);
              }
              accumulation.sized();
            }),
        0);
  }

  private ElectionParameters read(final List<byte[]> ballots) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive))) {
      final ArchiveReader reader = new ArchiveReader(in);
      final ElectionParameters election =
          ElectionParameters.read(reader.next().orElseThrow().data().getFirst());
      for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        if (entry.get().event().type() == EventType.BALLOT) {
          ballots.add(entry.get().payload());
        }
      }
      return election;
    }
  }
}
