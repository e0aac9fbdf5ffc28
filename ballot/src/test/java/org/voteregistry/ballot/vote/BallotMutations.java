package org.voteregistry.ballot.vote;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.SampleElection;
import org.voteregistry.ballot.credential.SecretCredential;
import org.voteregistry.ballot.election.Fingerprint;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonValue.JsonArray;
import org.voteregistry.ballot.json.JsonValue.JsonObject;
import org.voteregistry.ballot.json.JsonValue.JsonString;
import org.voteregistry.ballot.json.JsonWriter;
import org.voteregistry.ballot.proof.Proof;

/**
 * Changes to valid ballots, each with the reason it must be refused for. Changes below the
 * signature are made twice: as an outsider would (the signature then no longer fits), and as the
 * voter could, who signs again.
 */
final class BallotMutations {
  /**
   * A changed ballot.
   *
   * @param acceptedByTool whether belenios-tool 2.0 accepts it: it keeps the answers as it read
   *     them, so below {@code answers} a number may have leading zeros or be in base 16, if the
   *     ballot is signed like this. The specification (4.2) asks for base 10, and a number that can
   *     be written in two ways would give one ballot two trackers
   */
  record Mutation(String name, byte[] ballot, Reason expected, boolean acceptedByTool) {
    private Mutation accepted() {
      return new Mutation(name, ballot, expected, true);
    }
  }

  private static final Group GROUP = SampleElection.GROUP;
  private static final BigInteger Q = GROUP.order();

  /** p: what g and 1/g multiply to, less one, has it as a factor; taken from two such numbers. */
  private static final BigInteger P = modulus();

  private final SampleElection election;
  private final List<Mutation> mutations = new ArrayList<>();

  BallotMutations(final SampleElection election) {
    this.election = election;
  }

  private static BigInteger modulus() {
    BigInteger gcd = BigInteger.ZERO;
    for (int e = 5; e < 12; e++) {
      final var power = GROUP.power(GROUP.generator(), BigInteger.valueOf(1_000_003L * e));
      gcd =
          gcd.gcd(
              new BigInteger(power.toString())
                  .multiply(new BigInteger(GROUP.invert(power).toString()))
                  .subtract(BigInteger.ONE));
    }
    return gcd;
  }

  List<Mutation> all() {
    for (int i = 0; i < election.ballots.size(); i++) {
      of(i);
    }
    return mutations;
  }

  private void of(final int index) {
    final byte[] json = election.ballots.get(index).json();
    final String text = new String(json, StandardCharsets.UTF_8);
    final JsonValue tree = JsonReader.read(json);
    final String name = "ballot " + index + ": ";
    numbers(index, name, tree);
    structure(index, name, tree);
    writing(name, text);
    foreign(index, name, tree);
  }

  // ---- numbers -------------------------------------------------------------------------------

  /** One kind of change for each number, in turn, so that 20 ballots see every kind everywhere. */
  private void numbers(final int index, final String name, final JsonValue tree) {
    final List<List<Object>> leaves = new ArrayList<>();
    leaves(tree, List.of(), leaves);
    int turn = index;
    for (final List<Object> path : leaves) {
      final String last = (String) path.getLast();
      final boolean element = last.equals("alpha") || last.equals("beta");
      if (!element && !last.equals("challenge") && !last.equals("response")) {
        continue;
      }
      final BigInteger value = new BigInteger(((JsonString) at(tree, path)).value());
      final BigInteger limit = element ? P : Q;
      final String changed;
      final Reason resigned;
      switch (turn++ % 8) {
        case 0 -> {
          changed = value.add(BigInteger.ONE).mod(limit).toString();
          resigned = element ? Reason.NOT_IN_GROUP : invalid(path);
        }
        case 1 -> {
          changed = limit.subtract(value).toString();
          resigned = element ? Reason.NOT_IN_GROUP : invalid(path);
        }
        case 2 -> {
          changed = value.add(limit).toString();
          resigned = Reason.NUMBER_OUT_OF_RANGE;
        }
        case 3 -> {
          changed = "0" + value;
          resigned = Reason.NUMBER_OUT_OF_RANGE;
        }
        case 4 -> {
          changed = "0";
          resigned = element ? Reason.NUMBER_OUT_OF_RANGE : invalid(path);
        }
        case 5 -> {
          changed = "-" + value;
          resigned = Reason.NUMBER_OUT_OF_RANGE;
        }
        case 6 -> {
          // A member of the group, so only the proof can tell.
          changed =
              element
                  ? GROUP.multiply(GROUP.decode(value.toString(), ""), GROUP.generator()).toString()
                  : value.xor(BigInteger.TWO).mod(Q).toString();
          resigned = invalid(path);
        }
        default -> {
          changed = "0x" + value.toString(16);
          resigned = Reason.NUMBER_OUT_OF_RANGE;
        }
      }
      final JsonValue mutated = replace(tree, path, v -> new JsonString(changed));
      final boolean inSignature = path.getFirst().equals("signature");
      final String what = name + path + " = " + changed;
      if (inSignature) {
        add(
            what,
            mutated,
            resigned == Reason.NUMBER_OUT_OF_RANGE ? resigned : Reason.INVALID_SIGNATURE);
      } else {
        add(
            what,
            mutated,
            resigned == Reason.NUMBER_OUT_OF_RANGE ? resigned : Reason.WRONG_BALLOT_HASH);
        addSigned(index, what, mutated, resigned);
        if (changed.startsWith("0") && changed.length() > 1) {
          mutations.add(mutations.removeLast().accepted());
        }
      }
    }
  }

  /** What a changed proof, or a ciphertext that no longer fits its proof, is refused for. */
  private static Reason invalid(final List<Object> path) {
    return path.contains("overall_proof")
        ? Reason.INVALID_OVERALL_PROOF
        : path.contains("blank_proof")
            ? Reason.INVALID_BLANK_PROOF
            : Reason.INVALID_INDIVIDUAL_PROOF;
  }

  // ---- structure -----------------------------------------------------------------------------

  private void structure(final int index, final String name, final JsonValue tree) {
    for (int a = 0; a < 2; a++) {
      for (final String list : List.of("choices", "individual_proofs", "overall_proof")) {
        final List<Object> path = List.of("answers", a, list);
        addSigned(
            index,
            name + path + " without last",
            replace(tree, path, BallotMutations::withoutLast),
            Reason.WRONG_SHAPE);
        addSigned(
            index,
            name + path + " with last twice",
            replace(tree, path, BallotMutations::lastTwice),
            Reason.WRONG_SHAPE);
        addSigned(
            index,
            name + path + " empty",
            replace(tree, path, v -> new JsonArray(List.of())),
            Reason.WRONG_SHAPE);
      }
      addSigned(
          index,
          name + "individual proofs of answer " + a + " swapped",
          replace(tree, List.of("answers", a, "individual_proofs"), BallotMutations::swapped),
          Reason.INVALID_INDIVIDUAL_PROOF);
      final JsonValue both =
          replace(
              replace(tree, List.of("answers", a, "individual_proofs"), BallotMutations::swapped),
              List.of("answers", a, "choices"),
              BallotMutations::swapped);
      addSigned(
          index,
          name + "choices of answer " + a + " swapped with their proofs",
          both,
          a == 0 ? Reason.INVALID_OVERALL_PROOF : Reason.INVALID_BLANK_PROOF);
      addSigned(
          index,
          name + "proofs within answer " + a + " swapped",
          replace(tree, List.of("answers", a, "individual_proofs", 0), BallotMutations::swapped),
          Reason.INVALID_INDIVIDUAL_PROOF);
      addSigned(
          index,
          name + "alpha and beta of answer " + a + " swapped",
          replace(tree, List.of("answers", a, "choices", 0), BallotMutations::swappedValues),
          Reason.INVALID_INDIVIDUAL_PROOF);
    }
    addSigned(
        index,
        name + "overall proofs swapped",
        replace(tree, List.of("answers", 0, "overall_proof"), BallotMutations::swapped),
        Reason.INVALID_OVERALL_PROOF);
    addSigned(
        index,
        name + "blank proofs swapped",
        replace(tree, List.of("answers", 1, "blank_proof"), BallotMutations::swapped),
        Reason.INVALID_BLANK_PROOF);
    addSigned(
        index,
        name + "without blank proof",
        replace(tree, List.of("answers", 1), v -> without(v, "blank_proof")),
        Reason.WRONG_SHAPE);
    addSigned(
        index,
        name + "with blank proof where blank is not allowed",
        replace(
            tree,
            List.of("answers", 0),
            v -> with(v, "blank_proof", at(tree, List.of("answers", 1, "blank_proof")))),
        Reason.WRONG_SHAPE);
    addSigned(
        index,
        name + "answers swapped",
        replace(tree, List.of("answers"), BallotMutations::swapped),
        Reason.WRONG_SHAPE);
    addSigned(
        index,
        name + "answer missing",
        replace(tree, List.of("answers"), BallotMutations::withoutLast),
        Reason.WRONG_SHAPE);
    addSigned(
        index,
        name + "one answer more",
        replace(tree, List.of("answers"), BallotMutations::lastTwice),
        Reason.WRONG_SHAPE);
    for (final String member : ((JsonObject) tree).members().keySet()) {
      add(name + "without " + member, without(tree, member), Reason.MALFORMED_FIELD);
    }
    add(name + "unknown member", with(tree, "weight", new JsonString("2")), Reason.MALFORMED_FIELD);
    add(
        name + "a number that is not in a string",
        replace(
            tree,
            List.of("answers", 0, "overall_proof", 0, "challenge"),
            v -> new JsonValue.JsonInteger(1)),
        Reason.MALFORMED_FIELD);
    add(
        name + "null instead of the signature",
        replace(tree, List.of("signature"), v -> new JsonValue.JsonNull()),
        Reason.MALFORMED_FIELD);
  }

  // ---- the same content, written differently ---------------------------------------------------

  private void writing(final String name, final String text) {
    add(name + "space", " " + text, Reason.NOT_CANONICAL);
    add(name + "newline", text + "\n", Reason.NOT_CANONICAL);
    add(name + "space inside", text.replaceFirst(":", ": "), Reason.NOT_CANONICAL);
    add(
        name + "escaped character",
        text.replaceFirst("election_uuid", "election\\\\u005fuuid"),
        Reason.NOT_CANONICAL);
    add(
        name + "members in another order",
        text.replaceFirst(
            "\\{\"alpha\":(\"\\d+\"),\"beta\":(\"\\d+\")\\}", "{\"beta\":$2,\"alpha\":$1}"),
        Reason.NOT_CANONICAL);
    add(
        name + "member twice",
        text.replaceFirst("\\{", "{\"election_uuid\":\"x\","),
        Reason.MALFORMED_JSON);
    add(name + "cut", text.substring(0, text.length() / 2), Reason.MALFORMED_JSON);
    add(name + "twice", text + text, Reason.MALFORMED_JSON);
    add(name + "trailing comma", text.replaceFirst("\\}\\]", "},]"), Reason.MALFORMED_JSON);
    add(name + "an array", "[" + text + "]", Reason.MALFORMED_FIELD);
    add(name + "a zero byte", text + "\0", Reason.MALFORMED_JSON);
  }

  // ---- parts of other ballots ------------------------------------------------------------------

  private void foreign(final int index, final String name, final JsonValue tree) {
    final int neighbour = (index + 1) % election.ballots.size();
    final JsonValue other = JsonReader.read(election.ballots.get(neighbour).json());
    final String uuid = election.parameters.uuid();
    addSigned(
        index,
        name + "other election",
        replace(tree, List.of("election_uuid"), v -> new JsonString("x" + uuid.substring(1))),
        uuid.startsWith("x") ? Reason.WRONG_BALLOT_HASH : Reason.WRONG_ELECTION_UUID);
    addSigned(
        index,
        name + "other parameters",
        replace(
            tree,
            List.of("election_hash"),
            v -> new JsonString(Fingerprint.base64(new byte[] {1}))),
        Reason.WRONG_ELECTION_HASH);
    add(
        name + "credential of another voter",
        replace(tree, List.of("credential"), v -> at(other, List.of("credential"))),
        Reason.WRONG_BALLOT_HASH);
    addSigned(
        index,
        name + "credential of another voter, signed with the own one",
        replace(tree, List.of("credential"), v -> at(other, List.of("credential"))),
        Reason.INVALID_SIGNATURE);
    addSigned(
        index,
        name + "credential that is not on the roll",
        replace(tree, List.of("credential"), v -> new JsonString(GROUP.generator().toString())),
        Reason.UNKNOWN_CREDENTIAL);
    add(
        name + "credential out of range",
        replace(tree, List.of("credential"), v -> new JsonString(P.toString())),
        Reason.NUMBER_OUT_OF_RANGE);
    for (int a = 0; a < 2; a++) {
      final List<Object> path = List.of("answers", a);
      addSigned(
          index,
          name + "answer " + a + " of another ballot",
          replace(tree, path, v -> at(other, path)),
          Reason.INVALID_INDIVIDUAL_PROOF);
    }
    add(
        name + "signature of another ballot",
        replace(tree, List.of("signature"), v -> at(other, List.of("signature"))),
        Reason.WRONG_BALLOT_HASH);
    add(
        name + "signature's proof of another ballot",
        replace(tree, List.of("signature", "proof"), v -> at(other, List.of("signature", "proof"))),
        Reason.INVALID_SIGNATURE);
    add(
        name + "empty hash",
        replace(tree, List.of("signature", "hash"), v -> new JsonString("")),
        Reason.WRONG_BALLOT_HASH);
  }

  // ---- tools -----------------------------------------------------------------------------------

  private void add(final String name, final String text, final Reason expected) {
    mutations.add(new Mutation(name, text.getBytes(StandardCharsets.UTF_8), expected, false));
  }

  private void add(final String name, final JsonValue tree, final Reason expected) {
    add(name, write(tree), expected);
  }

  /** Signs again with the voter's own credential. */
  private void addSigned(
      final int index, final String name, final JsonValue tree, final Reason expected) {
    final String hash =
        Fingerprint.base64(write(without(tree, "signature")).getBytes(StandardCharsets.UTF_8));
    final SecretCredential credential = election.secrets.get(index);
    try (SecretScalar s = credential.secret(GROUP, election.parameters.uuid())) {
      final Proof proof = BallotSignature.sign(GROUP, hash, s).proof();
      final Map<String, JsonValue> proofMembers = new LinkedHashMap<>();
      proofMembers.put("challenge", new JsonString(proof.challenge().toString()));
      proofMembers.put("response", new JsonString(proof.response().toString()));
      final Map<String, JsonValue> signature = new LinkedHashMap<>();
      signature.put("hash", new JsonString(hash));
      signature.put("proof", new JsonObject(proofMembers));
      add(
          name + ", signed again",
          replace(tree, List.of("signature"), v -> new JsonObject(signature)),
          expected);
    }
  }

  static String write(final JsonValue value) {
    final JsonWriter json = new JsonWriter();
    write(json, value);
    return json.toString();
  }

  private static void write(final JsonWriter json, final JsonValue value) {
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) ->
          json.object(() -> members.forEach((name, member) -> write(json.name(name), member)));
      case JsonArray(List<JsonValue> elements) ->
          json.array(elements, element -> write(json, element));
      case JsonString(String text) -> json.string(text);
      case JsonValue.JsonInteger(long number) -> json.integer(number);
      case JsonValue.JsonBoolean(boolean bool) -> json.bool(bool);
      case JsonValue.JsonNull() -> json.object(() -> {});
    }
  }

  static void leaves(
      final JsonValue value, final List<Object> path, final List<List<Object>> result) {
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) ->
          members.forEach((name, member) -> leaves(member, append(path, name), result));
      case JsonArray(List<JsonValue> elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          leaves(elements.get(i), append(path, i), result);
        }
      }
      default -> result.add(path);
    }
  }

  private static List<Object> append(final List<Object> path, final Object step) {
    final List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  static JsonValue at(final JsonValue value, final List<Object> path) {
    JsonValue here = value;
    for (final Object step : path) {
      here =
          step instanceof final Integer i
              ? ((JsonArray) here).elements().get(i)
              : ((JsonObject) here).members().get(step);
    }
    return here;
  }

  static JsonValue replace(
      final JsonValue value, final List<Object> path, final UnaryOperator<JsonValue> change) {
    if (path.isEmpty()) {
      return change.apply(value);
    }
    final List<Object> rest = path.subList(1, path.size());
    if (path.getFirst() instanceof final Integer i) {
      final List<JsonValue> elements = new ArrayList<>(((JsonArray) value).elements());
      elements.set(i, replace(elements.get(i), rest, change));
      return new JsonArray(elements);
    }
    final Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) value).members());
    members.compute((String) path.getFirst(), (name, member) -> replace(member, rest, change));
    return new JsonObject(members);
  }

  private static JsonValue without(final JsonValue value, final String name) {
    final Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) value).members());
    members.remove(name);
    return new JsonObject(members);
  }

  private static JsonValue with(final JsonValue value, final String name, final JsonValue member) {
    final Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) value).members());
    members.put(name, member);
    return new JsonObject(members);
  }

  private static JsonValue withoutLast(final JsonValue value) {
    final List<JsonValue> elements = ((JsonArray) value).elements();
    return new JsonArray(elements.subList(0, elements.size() - 1));
  }

  private static JsonValue lastTwice(final JsonValue value) {
    final List<JsonValue> elements = new ArrayList<>(((JsonArray) value).elements());
    elements.add(elements.getLast());
    return new JsonArray(elements);
  }

  /** The first two elements in the other order. */
  private static JsonValue swapped(final JsonValue value) {
    final List<JsonValue> elements = new ArrayList<>(((JsonArray) value).elements());
    java.util.Collections.swap(elements, 0, 1);
    return new JsonArray(elements);
  }

  /** The values of the first two members exchanged. */
  private static JsonValue swappedValues(final JsonValue value) {
    final List<Map.Entry<String, JsonValue>> members =
        List.copyOf(((JsonObject) value).members().entrySet());
    final Map<String, JsonValue> result = new LinkedHashMap<>();
    result.put(members.get(0).getKey(), members.get(1).getValue());
    result.put(members.get(1).getKey(), members.get(0).getValue());
    return new JsonObject(result);
  }
}
