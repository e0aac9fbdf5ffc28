package org.voteregistry.backend.tally;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * @param decryptions by the number of their trustee; once there is a result, those that it is
   *     made of
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Documents(
      byte[] tally,
      byte[] sized,
      SortedMap<Integer, byte[]> decryptions,
      Optional<byte[]> result) {}

  /** Empty before anybody asked for the tally of the closed election. */
  public Optional<Documents> of(final String electionUuid) {
    return table
        .tally(electionUuid)
        .map(
            tally -> {
              final Optional<TallyTable.StoredResult> result = table.result(electionUuid);
              final SortedMap<Integer, byte[]> decryptions =
                  new TreeMap<>(table.decryptions(electionUuid));
              final Optional<List<Integer>> used = result.map(TallyTable.StoredResult::owners);
              used.ifPresent(owners -> decryptions.keySet().retainAll(owners));
              return new Documents(
                  tally.tally(),
                  tally.sized(),
                  decryptions,
                  result.map(TallyTable.StoredResult::body));
            });
  }
}
