package org.voteregistry.backend.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.voteregistry.backend.settings.DataFolder;
import org.voteregistry.backend.settings.Secrets;

/**
 * Starts the embedded server unless {@code spring.datasource.url} names another one. The data
 * source depends on the connection details and these on the server, so Spring stops the server
 * last.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabaseConfiguration.NoOtherDatabase.class)
class EmbeddedDatabaseConfiguration {
  @Bean(initMethod = "start", destroyMethod = "close")
  PostgresServer postgresServer(
      final DataFolder data,
      final Secrets secrets,
      @Value("${voteregistry.postgres.port:0}") final int port,
      @Value("${voteregistry.postgres.program-dir:#{null}}") final Path programFolder) {
    final Path programs = programFolder == null ? data.folder("program") : programFolder;
    return new PostgresServer(data, secrets, new PostgresProgram(programs), port);
  }

  @Bean
  JdbcConnectionDetails embeddedDatabase(final PostgresServer server) {
    return new JdbcConnectionDetails() {
      @Override
      public String getJdbcUrl() {
        return server.jdbcUrl();
      }

      @Override
      public String getUsername() {
        return PostgresServer.USER;
      }

      @Override
      public String getPassword() {
        return server.password();
      }
    };
  }

  static class NoOtherDatabase extends NoneNestedConditions {
    NoOtherDatabase() {
      super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnProperty("spring.datasource.url")
    static class UrlGiven {}
  }
}
