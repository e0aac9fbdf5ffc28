package org.voteregistry.backend.election;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;

/**
 * The table {@code roll_entry}. A roll of a million credentials passes through as a stream, in and
 * out: it is sorted by PostgreSQL, never held in memory.
 */
@Repository
class RollTable {
  private static final String CREATE_UPLOAD =
      """
      create temporary table roll_upload (position integer, credential text collate "C",
                                          weight bigint)
      on commit drop
      """;

  private static final String COPY = "copy roll_upload (position, credential, weight) from stdin";

  private static final String DUPLICATE =
      """
      select min(position) || ' and ' || max(position)
      from roll_upload group by credential having count(*) > 1
      order by min(position) limit 1
      """;

  private static final String DELETE = "delete from roll_entry where election_uuid = :uuid";

  private static final String INSERT_SORTED =
      """
      insert into roll_entry (election_uuid, voter_index, credential, weight)
      select :uuid, row_number() over (order by length(credential), credential) - 1, credential, weight
      from roll_upload order by length(credential), credential
      """;

  private static final String READ =
      "select credential, weight from roll_entry where election_uuid = ? order by voter_index";

  private static final int FETCH_SIZE = 1000;
  private final JdbcClient database;
  private final JdbcTemplate streaming;
  private final DataSource dataSource;

  RollTable(final JdbcClient database, final DataSource dataSource) {
    this.database = database;
    this.dataSource = dataSource;
    streaming = new JdbcTemplate(dataSource);
    streaming.setFetchSize(FETCH_SIZE);
  }

  /** Where an upload puts one entry after another. */
  interface Upload {
    void add(RollEntry entry);
  }

  /**
   * Replaces the election's roll by what {@code source} adds. Needs the caller's transaction.
   *
   * @return the positions in the upload, from 0, of a credential that is there twice; the roll is
   *     not replaced then
   */
  Optional<String> replace(final ElectionUuid uuid, final Consumer<Upload> source) {
    database.sql(CREATE_UPLOAD).update();
    copy(source);
    final Optional<String> duplicate = database.sql(DUPLICATE).query(String.class).optional();
    if (duplicate.isEmpty()) {
      database.sql(DELETE).param("uuid", uuid.text()).update();
      database.sql(INSERT_SORTED).param("uuid", uuid.text()).update();
    }
    return duplicate;
  }

  /** Hands every entry to {@code reader}, in roll order. Needs the caller's transaction. */
  void read(final ElectionUuid uuid, final Consumer<RollEntry> reader) {
    final RowCallbackHandler each =
        row -> {
          final Long weight = row.getObject(2, Long.class);
          reader.accept(
              new RollEntry(
                  row.getString(1),
                  weight == null ? OptionalLong.empty() : OptionalLong.of(weight)));
        };
    streaming.query(READ, each, uuid.text());
  }

  private void copy(final Consumer<Upload> source) {
    final Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      final CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
      try {
        source.accept(new CopyUpload(copy));
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (final SQLException e) {
      throw new UncategorizedSQLException("uploading a roll", COPY, e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static final class CopyUpload implements Upload {
    private final CopyIn copy;
    private int position;

    private CopyUpload(final CopyIn copy) {
      this.copy = copy;
    }

    /** Credentials have no character that COPY's text format would need to escape. */
    @Override
    public void add(final RollEntry entry) {
      final String weight =
          entry.weight().isPresent() ? Long.toString(entry.weight().getAsLong()) : "\\N";
      final byte[] line =
          (position++ + "\t" + entry.credential() + "\t" + weight + "\n")
              .getBytes(StandardCharsets.US_ASCII);
      try {
        copy.writeToCopy(line, 0, line.length);
      } catch (final SQLException e) {
        throw new UncategorizedSQLException("uploading a roll", COPY, e);
      }
    }
  }
}
