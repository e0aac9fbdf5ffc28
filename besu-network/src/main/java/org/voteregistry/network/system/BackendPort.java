package org.voteregistry.network.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port that the backend is to listen on. */
final class BackendPort {
  private BackendPort() {}

  /**
   * @throws SystemFailedException when another program listens on it
   */
  static void requireFree(final int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (final IOException e) {
      throw new SystemFailedException(
          "Port "
              + port
              + " for the backend is used by another program: stop it, or choose another with --port.");
    }
  }
}
