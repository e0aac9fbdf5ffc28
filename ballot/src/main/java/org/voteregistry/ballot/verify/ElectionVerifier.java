package org.voteregistry.ballot.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;

/**
 * The audit of an election (specification 3.5): reads an archive as a stream and performs every
 * check. It does not stop at the first failure but reports all of them, as far as what follows
 * still has a meaning.
 */
public final class ElectionVerifier {
  private static final int BUFFER = 1 << 16;

  private final int threads;

  /** Verifies on all processors. */
  public ElectionVerifier() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /** Verifies on so many threads. */
  public ElectionVerifier(final int threads) {
    this.threads = threads;
  }

  /** Audits an archive at any stage of its election. */
  public VerificationReport verify(final Path archive) throws IOException {
    return verify(archive, new CheckLog());
  }

  /**
   * Audits an archive, and that it continues one that was recorded before (specification 3.5.1,
   * step 2).
   *
   * @param recorded the archive as it was when it was audited last
   */
  public VerificationReport verify(final Path archive, final Path recorded) throws IOException {
    final CheckLog log = new CheckLog();
    if (isPrefix(recorded, archive)) {
      log.pass(AuditCheck.CONTINUATION);
    } else {
      log.fail(
          AuditCheck.CONTINUATION,
          archive.getFileName().toString(),
          new Refusal(
              Reason.NOT_A_CONTINUATION, "", "it does not start with the recorded archive"));
    }
    return verify(archive, log);
  }

  private VerificationReport verify(final Path archive, final CheckLog log) throws IOException {
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        FileChannel random = FileChannel.open(archive, StandardOpenOption.READ);
        ArchiveAudit audit = new ArchiveAudit(log, random, threads)) {
      return audit.run(in);
    }
  }

  /** An archive is append-only, so an older one is a prefix, byte for byte. */
  private static boolean isPrefix(final Path recorded, final Path archive) throws IOException {
    try (InputStream old = new BufferedInputStream(Files.newInputStream(recorded));
        InputStream now = new BufferedInputStream(Files.newInputStream(archive))) {
      while (true) {
        final byte[] expected = old.readNBytes(BUFFER);
        if (expected.length == 0) {
          return true;
        }
        if (!Arrays.equals(expected, now.readNBytes(expected.length))) {
          return false;
        }
      }
    }
  }
}
