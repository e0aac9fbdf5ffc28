package org.voteregistry.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voteregistry.backend.settings.DataFolder;
import org.voteregistry.backend.settings.Secrets;
import org.voteregistry.backend.support.BackendTest;

class PostgresServerTest extends BackendTest {
  @ParameterizedTest
  @CsvSource({
    "fsync,on",
    "synchronous_commit,on",
    "full_page_writes,on",
    "data_checksums,on",
    "password_encryption,scram-sha-256",
    "listen_addresses,127.0.0.1",
    "unix_socket_directories,''",
    "log_error_verbosity,terse",
    "default_transaction_isolation,read committed"
  })
  void theEmbeddedServerIsDurableAndPrivate(final String setting, final String value) {
    assertThat(
            database
                .sql("select setting from pg_settings where name = ?")
                .param(setting)
                .query(String.class)
                .single())
        .isEqualTo(value);
  }

  @Test
  void nobodyEntersWithoutThePassword() {
    assertThat(
            database
                .sql("select distinct auth_method from pg_hba_file_rules")
                .query(String.class)
                .list())
        .containsExactly("scram-sha-256");
    final String url = url();
    assertThatThrownBy(() -> DriverManager.getConnection(url, PostgresServer.USER, "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void onlyTheOwnerReadsSecretsAndTables() throws Exception {
    assertThat(permissions(DATA.resolve("secrets"))).isEqualTo("rwx------");
    assertThat(permissions(DATA.resolve("secrets/admin-token"))).isEqualTo("rw-------");
    assertThat(permissions(DATA.resolve("secrets/postgres-password"))).isEqualTo("rw-------");
    assertThat(permissions(DATA.resolve("postgres"))).isEqualTo("rwx------");
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefusedAndHarmsNothing() {
    final PostgresServer second = server(DATA);
    assertThatThrownBy(second::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another instance runs its database in");
    assertThat(database.sql("select 1").query(Integer.class).single()).isOne();
  }

  @Test
  void aRestartedServerKeepsItsRows() throws Exception {
    final Path folder = newDataFolder();
    try (PostgresServer server = server(folder)) {
      server.start();
      execute(server, "create table t as select 7 as seven");
    }
    try (PostgresServer server = server(folder)) {
      server.start();
      try (Connection connection = connect(server);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select seven from t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @Test
  void aStaleProcessNumberOfSomebodyElseIsLeftAlone() throws Exception {
    final Path folder = newDataFolder();
    try (PostgresServer server = server(folder)) {
      server.start();
    }
    final Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          folder.resolve("postgres/postmaster.pid"), stranger.pid() + "\n/elsewhere\n");
      try (PostgresServer server = server(folder)) {
        assertThatThrownBy(server::start).hasMessageContaining("PostgreSQL does not start");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void aClusterWithoutItsPasswordSaysWhatIsMissing() throws Exception {
    final Path folder = newDataFolder();
    try (PostgresServer server = server(folder)) {
      server.start();
    }
    Files.delete(folder.resolve("secrets/postgres-password"));
    try (PostgresServer server = server(folder)) {
      assertThatThrownBy(server::start)
          .hasMessageContaining("postgres-password")
          .hasMessageContaining("put that file back");
    }
  }

  private static PostgresServer server(final Path folder) {
    final DataFolder data = new DataFolder(folder);
    return new PostgresServer(data, new Secrets(data), new PostgresProgram(PROGRAMS), 0);
  }

  private static Connection connect(final PostgresServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), PostgresServer.USER, server.password());
  }

  private static void execute(final PostgresServer server, final String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres"
        .formatted(database.sql("select inet_server_port()").query(Integer.class).single());
  }

  private static String permissions(final Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
