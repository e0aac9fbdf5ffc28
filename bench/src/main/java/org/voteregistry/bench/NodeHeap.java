package org.voteregistry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a node's Java heap holds after a full collection; it must run with SerialGC. */
final class NodeHeap {
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|def new generation|Tenured|tenured generation).*?used (\\d+)K");
  private static final int LOOKS = 3;

  private NodeHeap() {}

  /**
   * Collects three times.
   *
   * @return the least that was in use, in bytes
   */
  static long inUse(final long pid) {
    long least = Long.MAX_VALUE;
    for (int look = 0; look < LOOKS; look++) {
      jcmd(pid, "GC.run");
      final Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
      long kibibytes = 0;
      while (used.find()) {
        kibibytes += Long.parseLong(used.group(1));
      }
      if (kibibytes == 0) {
        throw new BenchFailed("the heap of the node cannot be read");
      }
      least = Math.min(least, kibibytes * 1024);
    }
    return least;
  }

  private static String jcmd(final long pid, final String command) {
    try {
      final Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(pid),
                  command)
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot run jcmd", e);
    }
  }
}
