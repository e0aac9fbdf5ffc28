package org.voteregistry.backend.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.voteregistry.backend.settings.DataFolder;
import org.voteregistry.backend.settings.Secrets;
import org.voteregistry.backend.support.BackendTest;

/** A PostgreSQL server that no backend owns, on a port that stays when it restarts. */
public final class RunningPostgres implements AutoCloseable {
  private final Path folder = BackendTest.newDataFolder();
  private final int port;
  private PostgresServer server;

  public RunningPostgres() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    start();
  }

  public void start() {
    final DataFolder data = new DataFolder(folder);
    server =
        new PostgresServer(
            data, new Secrets(data), new PostgresProgram(BackendTest.PROGRAMS), port);
    server.start();
  }

  public void stop() throws IOException {
    server.close();
  }

  /** Arguments that lead a backend here. */
  public String[] arguments() {
    return new String[] {
      "--spring.datasource.url=" + server.jdbcUrl(),
      "--spring.datasource.username=" + PostgresServer.USER,
      "--spring.datasource.password=" + server.password(),
      "--spring.datasource.hikari.connection-timeout=1000"
    };
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
