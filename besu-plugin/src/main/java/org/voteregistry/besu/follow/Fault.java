package org.voteregistry.besu.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.voteregistry.besu.chain.BlockId;

/**
 * A fault for tests: makes every block fail or slow. It shows that a broken index does not touch
 * the chain.
 */
@FunctionalInterface
public interface Fault {
  /** No fault. */
  Fault NONE = block -> {};

  /** Called before a block goes into the index, on the follower's thread. */
  void before(BlockId block) throws InterruptedException;

  /**
   * Reads {@code none}, {@code fail}, {@code slow:MILLISECONDS}, or {@code file:PATH}: then the
   * file says, at each block, which of the others it is, and none where there is no file.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Fault parse(final String text) {
    if (text.equals("none")) {
      return NONE;
    }
    if (text.equals("fail")) {
      return block -> {
        throw new IllegalStateException("fault injected at block " + block.number());
      };
    }
    if (text.matches("slow:[0-9]{1,6}")) {
      final Duration delay = Duration.ofMillis(Long.parseLong(text.substring("slow:".length())));
      return block -> Thread.sleep(delay);
    }
    if (text.startsWith("file:")) {
      final Path file = Path.of(text.substring("file:".length()));
      return block -> parse(Files.exists(file) ? read(file) : "none").before(block);
    }
    throw new IllegalArgumentException(
        "a fault is none, fail or slow:MILLISECONDS or file:PATH, not " + text);
  }

  private static String read(final Path file) {
    try {
      return Files.readString(file).strip();
    } catch (final IOException e) {
      throw new UncheckedIOException("cannot read the fault in " + file, e);
    }
  }
}
