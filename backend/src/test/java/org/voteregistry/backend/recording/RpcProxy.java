package org.voteregistry.backend.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a node, and can lose the answer to a transaction that the node has taken. */
final class RpcProxy implements AutoCloseable {
  private static final String SENDING = "eth_sendRawTransaction";
  private final ServerSocket server;
  private final URI node;
  private final AtomicBoolean dropNext = new AtomicBoolean();
  private final AtomicInteger dropped = new AtomicInteger();

  RpcProxy(final URI node) throws IOException {
    this.node = node;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The next answer to a sent transaction does not arrive; the connection ends instead. */
  void dropNextAnswer() {
    dropNext.set(true);
  }

  int dropped() {
    return dropped.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        final Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (final IOException e) {
        return;
      }
    }
  }

  private void serve(final Socket client) {
    final AtomicBoolean sending = new AtomicBoolean();
    try (client;
        Socket upstream = new Socket(node.getHost(), node.getPort())) {
      final Thread requests =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      forwardRequests(client, upstream, sending);
                    } catch (final IOException e) {
                      close(client);
                    } finally {
                      close(upstream);
                    }
                  });
      final byte[] buffer = new byte[65_536];
      final InputStream in = upstream.getInputStream();
      final OutputStream out = client.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (sending.get() && dropNext.compareAndSet(true, false)) {
          // The node answers, so it has the transaction.
          dropped.incrementAndGet();
          break;
        }
        sending.set(false);
        out.write(buffer, 0, read);
        out.flush();
      }
      close(client);
      close(upstream);
      requests.join();
    } catch (final IOException e) {
      close(client);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forwardRequests(
      final Socket client, final Socket upstream, final AtomicBoolean sending) throws IOException {
    final byte[] buffer = new byte[65_536];
    final InputStream in = client.getInputStream();
    final OutputStream out = upstream.getOutputStream();
    String tail = "";
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      final String text = tail + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      if (text.contains(SENDING)) {
        sending.set(true);
      }
      tail = text.substring(Math.max(0, text.length() - SENDING.length()));
      out.write(buffer, 0, read);
      out.flush();
    }
  }

  private static void close(final Socket socket) {
    try {
      socket.close();
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
