package org.voteregistry.ballot.tally;

import java.util.ArrayList;
import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Ciphertext;
import org.voteregistry.ballot.proof.DecryptionProof;
import org.voteregistry.ballot.proof.Proof;
import org.voteregistry.ballot.trustee.PrivateKey;

/**
 * A {@code partial_decryption} (specification 4.18).
 *
 * @param factors α(a'_{i,j})^x, by question and choice
 * @param proofs that each factor was computed with the trustee's key
 */
public record PartialDecryption(List<List<GroupElement>> factors, List<List<Proof>> proofs) {

  /** Makes the lists immutable. */
  public PartialDecryption {
    factors = factors.stream().map(List::copyOf).toList();
    proofs = proofs.stream().map(List::copyOf).toList();
  }

  /**
   * A trustee decrypts its part.
   *
   * @throws Refusal with {@link Reason#NOT_IN_GROUP} if the tally holds a number that is not in the
   *     group: its power would tell something about the key
   */
  public static PartialDecryption compute(
      final ElectionParameters election, final EncryptedTally tally, final PrivateKey key) {
    final Group group = election.group();
    final SecretScalar x = key.scalar();
    final GroupElement publicKey = group.generatorBase().secretPower(x);
    final List<List<GroupElement>> factors = new ArrayList<>();
    final List<List<Proof>> proofs = new ArrayList<>();
    for (final List<Ciphertext> row : tally.ciphertexts()) {
      final List<GroupElement> factorRow = new ArrayList<>();
      final List<Proof> proofRow = new ArrayList<>();
      for (final Ciphertext ciphertext : row) {
        final GroupElement alpha = ciphertext.alpha();
        if (!group.isMember(alpha)) {
          throw new Refusal(
              Reason.NOT_IN_GROUP, "alpha", "the encrypted tally holds a number outside the group");
        }
        factorRow.add(group.secretPower(alpha, x));
        proofRow.add(DecryptionProof.prove(group, election.fingerprint(), publicKey, alpha, x));
      }
      factors.add(factorRow);
      proofs.add(proofRow);
    }
    return new PartialDecryption(factors, proofs);
  }

  /** Reads a partial decryption; its numbers must be in range and its shape that of the tally. */
  public static PartialDecryption read(final ElectionParameters election, final byte[] json) {
    final Group group = election.group();
    final JsonFields fields = JsonFields.of(JsonReader.read(json), "");
    final PartialDecryption partial =
        new PartialDecryption(
            fields.array(
                "decryption_factors",
                (row, where) ->
                    JsonFields.elements(
                        row,
                        where,
                        (v, place) -> group.decode(JsonFields.string(v, place), place))),
            fields.array(
                "decryption_proofs",
                (row, where) ->
                    JsonFields.elements(row, where, (v, place) -> Proof.read(group, v, place))));
    fields.end();
    EncryptedTally.checkShape(election, partial.factors, "decryption_factors");
    EncryptedTally.checkShape(election, partial.proofs, "decryption_proofs");
    return partial;
  }

  /**
   * Checks every factor.
   *
   * @param publicKey X of the trustee who is said to have made this
   * @throws Refusal with {@link Reason#NOT_IN_GROUP} or {@link Reason#INVALID_DECRYPTION_PROOF}
   */
  public void check(
      final ElectionParameters election, final EncryptedTally tally, final GroupElement publicKey) {
    final Group group = election.group();
    for (int i = 0; i < factors.size(); i++) {
      for (int j = 0; j < factors.get(i).size(); j++) {
        final GroupElement factor = factors.get(i).get(j);
        final String place = "[" + i + "][" + j + "]";
        if (!group.isMember(factor)) {
          throw new Refusal(
              Reason.NOT_IN_GROUP,
              "decryption_factors" + place,
              Refusal.quote(factor.toString()) + " is not in the group");
        }
        if (!DecryptionProof.verify(
            group,
            election.fingerprint(),
            publicKey,
            tally.ciphertexts().get(i).get(j).alpha(),
            factor,
            proofs.get(i).get(j))) {
          throw new Refusal(
              Reason.INVALID_DECRYPTION_PROOF,
              "decryption_proofs" + place,
              "the factor is not proven to be made with the trustee's key");
        }
      }
    }
  }

  /** The canonical form. */
  public byte[] json() {
    final JsonWriter json = new JsonWriter();
    json.object(
        () -> {
          json.name("decryption_factors")
              .array(factors, row -> json.array(row, factor -> json.string(factor.toString())));
          json.name("decryption_proofs")
              .array(proofs, row -> json.array(row, proof -> proof.write(json)));
        });
    return json.toBytes();
  }
}
