package org.voteregistry.ballot.tally;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.election.Question;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Ciphertext;

/**
 * An {@code encrypted_tally} (specification 4.16): for each question and choice the product of the
 * counted ballots' ciphertexts.
 *
 * @param ciphertexts C_{i,j}, by question and choice
 */
public record EncryptedTally(List<List<Ciphertext>> ciphertexts) {

  /** Makes the lists immutable. */
  public EncryptedTally {
    ciphertexts = ciphertexts.stream().map(List::copyOf).toList();
  }

  /** Reads a tally and checks its shape; whether the numbers lie in the group is not checked. */
  public static EncryptedTally read(final ElectionParameters election, final byte[] json) {
    final Group group = election.group();
    final EncryptedTally tally =
        new EncryptedTally(
            JsonFields.elements(
                JsonReader.read(json),
                "",
                (question, where) ->
                    JsonFields.elements(
                        question,
                        where,
                        (choice, place) -> Ciphertext.read(group, choice, place))));
    checkShape(election, tally.ciphertexts, "");
    return tally;
  }

  /** Refuses an array of arrays that has not one element for each choice of each question. */
  static void checkShape(
      final ElectionParameters election, final List<? extends List<?>> table, final String where) {
    final List<Question> questions = election.questions();
    boolean fits = table.size() == questions.size();
    for (int i = 0; fits && i < table.size(); i++) {
      fits = table.get(i).size() == questions.get(i).choices();
    }
    if (!fits) {
      throw new Refusal(
          Reason.WRONG_SHAPE, where, "one element for each choice of each question was expected");
    }
  }

  /** The tally of no ballot. */
  static EncryptedTally empty(final ElectionParameters election) {
    final List<List<Ciphertext>> rows = new ArrayList<>();
    for (final Question question : election.questions()) {
      final List<Ciphertext> row = new ArrayList<>();
      for (int j = 0; j < question.choices(); j++) {
        row.add(Ciphertext.neutral(election.group()));
      }
      rows.add(row);
    }
    return new EncryptedTally(rows);
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.array(ciphertexts, row -> json.array(row, ciphertext -> ciphertext.write(json)));
    return json.toBytes();
  }

  /** SHA-256 of the canonical form in hexadecimal. */
  public String hash() {
    return Fingerprint.hex(json());
  }
}
