package org.voteregistry.backend.tally;

import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;

/** The documents of a tally as an archive holds them. */
@Component
public class TallyDocuments {
  private final TallyTable table;

  TallyDocuments(final TallyTable table) {
    this.table = table;
  }

  /**
   * As much as there is; all JSON of Belenios, byte for byte.
   *
   * @param decryptions by the number of their trustee, in the order in which they came: an archive
   *     only ever grows at its end
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Documents(
      byte[] tally,
      byte[] sized,
      SequencedMap<Integer, byte[]> decryptions,
      Optional<byte[]> result) {}

  /** Empty before anybody asked for the tally of the closed election. */
  public Optional<Documents> of(final String electionUuid) {
    return table
        .tally(electionUuid)
        .map(
            tally ->
                new Documents(
                    tally.tally(),
                    tally.sized(),
                    table.decryptions(electionUuid),
                    table.result(electionUuid).map(TallyTable.StoredResult::body)));
  }
}
