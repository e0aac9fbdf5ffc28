package org.voteregistry.ballot.trustee;

import java.util.List;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonValue;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The {@code trustees} structure (specification 4.7): each item is one mandatory trustee or a set
 * of trustees of which a threshold is needed. Reading it checks all proofs and signatures. Trustees
 * are numbered from 1 in the order in which their keys appear.
 */
public final class Trustees {
  private static final int MAX_TRUSTEES = 1000;

  /** One item of the structure. */
  public sealed interface Item {
    /** The public keys of the item's trustees. */
    List<TrusteePublicKey> keys();

    /** How many of them must decrypt. */
    int threshold();

    /** The item's share of the election's public key. */
    GroupElement subKey(Group group);
  }

  /** A mandatory trustee. */
  public record Single(TrusteePublicKey key) implements Item {
    @Override
    public List<TrusteePublicKey> keys() {
      return List.of(key);
    }

    @Override
    public int threshold() {
      return 1;
    }

    @Override
    public GroupElement subKey(final Group group) {
      return key.publicKey();
    }
  }

  /** Trustees of whom a threshold is needed. */
  public record Threshold(ThresholdParameters parameters) implements Item {
    @Override
    public List<TrusteePublicKey> keys() {
      return parameters.verificationKeys();
    }

    @Override
    public int threshold() {
      return parameters.threshold();
    }

    @Override
    public GroupElement subKey(final Group group) {
      return parameters.subKey(group);
    }
  }

  private final List<Item> items;
  private final byte[] json;

  private Trustees(final List<Item> items, final byte[] json) {
    this.items = List.copyOf(items);
    this.json = json;
    if (items.isEmpty()) {
      throw new Refusal(Reason.MALFORMED_FIELD, "", "an election needs a trustee");
    }
    if (keys().size() > MAX_TRUSTEES) {
      throw new Refusal(Reason.TOO_LARGE, "", "more than " + MAX_TRUSTEES + " trustees");
    }
  }

  /** The structure with these items. */
  public static Trustees create(final List<Item> items) {
    final JsonWriter json = new JsonWriter();
    json.array(
        items,
        item ->
            json.array(
                List.of(0, 1),
                part -> {
                  switch (item) {
                    case Single(TrusteePublicKey key) -> {
                      if (part == 0) {
                        json.string("Single");
                      } else {
                        key.write(json);
                      }
                    }
                    case Threshold(ThresholdParameters parameters) -> {
                      if (part == 0) {
                        json.string("Pedersen");
                      } else {
                        parameters.write(json);
                      }
                    }
                  }
                }));
    return new Trustees(items, json.toBytes());
  }

  /**
   * Reads and checks the structure.
   *
   * @throws Refusal if anything in it is malformed or not proven
   */
  public static Trustees read(final Group group, final byte[] json) {
    return new Trustees(
        JsonFields.elements(JsonReader.read(json), "", (value, where) -> item(group, value, where)),
        json.clone());
  }

  private static Item item(final Group group, final JsonValue value, final String where) {
    final List<JsonValue> pair = JsonFields.elements(value, where, (v, place) -> v);
    if (pair.size() != 2) {
      throw new Refusal(Reason.MALFORMED_FIELD, where, "a kind and a key were expected");
    }
    final String place = where + "[1]";
    return switch (JsonFields.string(pair.getFirst(), where + "[0]")) {
      case "Single" -> {
        final TrusteePublicKey key = TrusteePublicKey.read(group, pair.get(1), place);
        key.check(group, place);
        yield new Single(key);
      }
      case "Pedersen" -> new Threshold(ThresholdParameters.read(group, pair.get(1), place));
      default ->
          throw new Refusal(
              Reason.UNSUPPORTED, where + "[0]", "\"Single\" or \"Pedersen\" was expected");
    };
  }

  /** The bytes that are published. */
  public byte[] json() {
    return json.clone();
  }

  /** The items. */
  public List<Item> items() {
    return items;
  }

  /** The public keys of all trustees; the one at index i belongs to the trustee of number i + 1. */
  public List<TrusteePublicKey> keys() {
    return items.stream().flatMap(item -> item.keys().stream()).toList();
  }

  /** y, the election's public key: the product of the items' sub-keys (specification 3.1.1). */
  public GroupElement publicKey(final Group group) {
    return items.stream().map(item -> item.subKey(group)).reduce(group::multiply).orElseThrow();
  }
}
