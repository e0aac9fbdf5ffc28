package org.voteregistry.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The keys under {@code genesis/dev}. Everybody has them, so a network that uses them is nobody's:
 * it must not be reachable from another machine.
 */
final class DevelopmentKeys {
  /** For how many validators there are keys. */
  static final int VALIDATORS = 4;

  private DevelopmentKeys() {}

  static List<NodeKey> validators(final int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> read("validator-" + i)).toList();
  }

  static NodeKey admin() {
    return read("admin");
  }

  private static NodeKey read(final String name) {
    try (InputStream file = DevelopmentKeys.class.getResourceAsStream("dev/" + name + ".key")) {
      if (file == null) {
        throw new IllegalStateException("The jar lacks the development key " + name + ".key");
      }
      return NodeKey.fromPrivateKey(new String(file.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (final IOException e) {
      throw new UncheckedIOException("Cannot read the development key " + name, e);
    }
  }
}
