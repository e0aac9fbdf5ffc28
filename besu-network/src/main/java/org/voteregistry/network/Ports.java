package org.voteregistry.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports for nodes. */
final class Ports {
  /**
   * Below the range that Linux gives to outgoing connections, which could otherwise take a port
   * meanwhile.
   */
  private static final int LOWEST_FREE = 20_000;

  private static final int HIGHEST_FREE = 32_000;

  private Ports() {}

  /** {@code count} consecutive ports from {@code first}. */
  static List<Integer> from(final int first, final int count) {
    final List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(first + i);
    }
    return ports;
  }

  /** Different ports that are free now; those of {@code preferred} where they are all free. */
  static List<Integer> free(
      final String host, final List<Integer> preferred, final Set<Integer> taken) {
    if (preferred.stream()
        .allMatch(port -> port > 0 && !taken.contains(port) && isFree(host, port))) {
      return List.copyOf(preferred);
    }
    final Set<Integer> chosen = new HashSet<>(taken);
    final List<Integer> ports = new ArrayList<>();
    while (ports.size() < preferred.size()) {
      final int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE);
      if (chosen.add(port) && isFree(host, port)) {
        ports.add(port);
      }
    }
    return ports;
  }

  /**
   * @throws PortTakenException when one of them is in use
   */
  static void requireFree(final String host, final String use, final List<Integer> ports) {
    final List<Integer> taken = ports.stream().filter(port -> !isFree(host, port)).toList();
    if (!taken.isEmpty()) {
      throw new PortTakenException(
          "Port "
              + String.join(", ", taken.stream().map(String::valueOf).toList())
              + " on "
              + host
              + " ("
              + use
              + ") is used by another program. Stop that program, or choose other ports.");
    }
  }

  static boolean isFree(final String host, final int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // connections in TIME_WAIT do not make a port taken
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (final IOException e) {
      return false;
    }
  }
}
