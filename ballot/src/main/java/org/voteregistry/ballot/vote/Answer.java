package org.voteregistry.ballot.vote;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Ciphertext;
import org.voteregistry.ballot.proof.Proof;

/**
 * An encrypted answer to a homomorphic question, {@code answer_h} (specification 4.11).
 *
 * @param choices one ciphertext for each answer; where blank is allowed, one more in front
 * @param individualProofs for each choice, that it is 0 or 1
 * @param overallProof that the number of choices is within bounds
 * @param blankProof where blank is allowed, that the vote is either blank or not
 */
public record Answer(
    List<Ciphertext> choices,
    List<List<Proof>> individualProofs,
    List<Proof> overallProof,
    Optional<List<Proof>> blankProof) {

  /** Makes the lists immutable. */
  public Answer {
    choices = List.copyOf(choices);
    individualProofs = List.copyOf(individualProofs);
    overallProof = List.copyOf(overallProof);
    blankProof = blankProof.map(List::copyOf);
  }

  static Answer read(final Group group, final JsonValue value, final String where) {
    final JsonFields fields = JsonFields.of(value, where);
    final Answer answer =
        new Answer(
            fields.array("choices", (v, place) -> Ciphertext.read(group, v, place)),
            fields.array("individual_proofs", (v, place) -> proofs(group, v, place)),
            fields.array("overall_proof", (v, place) -> Proof.read(group, v, place)),
            fields.find("blank_proof").map(v -> proofs(group, v, fields.place("blank_proof"))));
    fields.end();
    return answer;
  }

  private static List<Proof> proofs(final Group group, final JsonValue value, final String where) {
    return JsonFields.elements(value, where, (v, place) -> Proof.read(group, v, place));
  }

  void write(final JsonWriter json) {
    json.object(
        () -> {
          json.name("choices").array(choices, choice -> choice.write(json));
          json.name("individual_proofs")
              .array(individualProofs, proofs -> json.array(proofs, proof -> proof.write(json)));
          json.name("overall_proof").array(overallProof, proof -> proof.write(json));
          blankProof.ifPresent(
              proofs -> json.name("blank_proof").array(proofs, proof -> proof.write(json)));
        });
  }

  /** The string S of section 4.11.1: S₀, a bar, and all choices separated by commas. */
  static String boundTo(final String s0, final List<Ciphertext> choices) {
    return choices.stream()
        .map(Ciphertext::toString)
        .collect(Collectors.joining(",", s0 + "|", ""));
  }
}
