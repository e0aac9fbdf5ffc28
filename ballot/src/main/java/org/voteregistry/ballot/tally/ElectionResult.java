package org.voteregistry.ballot.tally;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.trustee.Trustees;

/**
 * A {@code result} (specification 4.19).
 *
 * @param counts by question and choice; where blank is allowed, the first choice is the blank vote
 */
public record ElectionResult(List<List<Long>> counts) {

  /** Makes the lists immutable. */
  public ElectionResult {
    counts = counts.stream().map(List::copyOf).toList();
  }

  /**
   * Computes the result.
   *
   * @param totalWeight sum of the weights of the counted ballots
   * @param partials checked partial decryptions by the number of their trustee, from 1
   * @throws Refusal with {@link Reason#NOT_ENOUGH_DECRYPTIONS}, or {@link Reason#WRONG_RESULT} if
   *     they do not decrypt to counts
   */
  public static ElectionResult compute(
      final ElectionParameters election,
      final EncryptedTally tally,
      final long totalWeight,
      final Trustees trustees,
      final SortedMap<Integer, PartialDecryption> partials) {
    final List<List<GroupElement>> powers =
        new Decryption(election).powersOfCounts(tally, trustees, partials);
    final DiscreteLogarithm log = new DiscreteLogarithm(election.group(), totalWeight);
    final List<List<Long>> counts = new ArrayList<>();
    for (int i = 0; i < powers.size(); i++) {
      final List<Long> row = new ArrayList<>();
      for (int j = 0; j < powers.get(i).size(); j++) {
        final String where = "[" + i + "][" + j + "]";
        row.add(
            log.of(powers.get(i).get(j))
                .orElseThrow(
                    () ->
                        new Refusal(
                            Reason.WRONG_RESULT,
                            where,
                            "does not decrypt to a count of at most " + totalWeight)));
      }
      counts.add(row);
    }
    return new ElectionResult(counts);
  }

  /** Reads a result and checks its shape. */
  public static ElectionResult read(final ElectionParameters election, final byte[] json) {
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final ElectionResult result =
        new ElectionResult(
            fields.array(
                "result", (row, where) -> JsonFields.elements(row, where, JsonFields::weight)));
    fields.end();
    EncryptedTally.checkShape(election, result.counts, "result");
    return result;
  }

  /**
   * Checks the counts: g^count must be what the partial decryptions give.
   *
   * @throws Refusal with {@link Reason#NOT_ENOUGH_DECRYPTIONS} or {@link Reason#WRONG_RESULT}
   */
  public void check(
      final ElectionParameters election,
      final EncryptedTally tally,
      final Trustees trustees,
      final SortedMap<Integer, PartialDecryption> partials) {
    final List<List<GroupElement>> powers =
        new Decryption(election).powersOfCounts(tally, trustees, partials);
    for (int i = 0; i < powers.size(); i++) {
      for (int j = 0; j < powers.get(i).size(); j++) {
        final BigInteger count = BigInteger.valueOf(counts.get(i).get(j));
        if (!election.group().generatorBase().power(count).equals(powers.get(i).get(j))) {
          throw new Refusal(
              Reason.WRONG_RESULT,
              "result[" + i + "][" + j + "]",
              count + " is not what the partial decryptions give");
        }
      }
    }
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(() -> json.name("result").array(counts, row -> json.array(row, json::weight)));
    return json.toBytes();
  }
}
