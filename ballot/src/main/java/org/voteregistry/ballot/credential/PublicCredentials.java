package org.voteregistry.ballot.credential;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.GroupElement;
import org.voteregistry.ballot.json.JsonFields;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The list L of public credentials with their weights (specification 4.8). A credential's index is
 * its position in the list as published, from 0; {@link #create} sorts by value, so that the order
 * tells nothing about the voters. Immutable; may be shared between threads.
 */
public final class PublicCredentials {
  private static final long MAX_TOTAL_WEIGHT = 1L << 53;

  /**
   * One voter's entry.
   *
   * @param credential public(c)
   * @param weight how often the voter's ballot counts
   */
  public record Entry(GroupElement credential, long weight) {}

  private final List<Entry> entries;
  private final Map<GroupElement, Integer> indices;
  private final byte[] json;

  private PublicCredentials(final List<Entry> entries, final byte[] json) {
    this.entries = List.copyOf(entries);
    this.json = json;
    indices = HashMap.newHashMap(entries.size());
    long total = 0;
    for (int i = 0; i < entries.size(); i++) {
      final Entry entry = entries.get(i);
      if (indices.put(entry.credential(), i) != null) {
        throw new Refusal(
            Reason.DUPLICATE_CREDENTIAL,
            "[" + i + "]",
            Refusal.quote(entry.credential().toString()) + " appears twice");
      }
      // Neither sum nor product of weights may overflow later.
      if (entry.weight() > MAX_TOTAL_WEIGHT - total) {
        throw new Refusal(Reason.TOO_LARGE, "[" + i + "]", "the weights exceed 2^53 in sum");
      }
      total += entry.weight();
    }
  }

  /**
   * Reads a list. The numbers are checked, which takes one power each; all processors share the
   * work.
   *
   * @throws Refusal if an entry is malformed, appears twice, or is not in the group
   */
  public static PublicCredentials read(final Group group, final byte[] json) {
    final List<String> texts = JsonFields.elements(JsonReader.read(json), "", JsonFields::string);
    final List<Entry> entries =
        IntStream.range(0, texts.size())
            .parallel()
            .mapToObj(i -> entry(group, texts.get(i), "[" + i + "]"))
            .toList();
    return new PublicCredentials(entries, json.clone());
  }

  private static Entry entry(final Group group, final String text, final String where) {
    final int comma = text.indexOf(',');
    return comma < 0
        ? new Entry(group.decodeMember(text, where), 1)
        : new Entry(
            group.decodeMember(text.substring(0, comma), where),
            JsonFields.weight(text.substring(comma + 1), where));
  }

  /** A sorted list of these entries. Weights are written as soon as one of them is not 1. */
  public static PublicCredentials create(final Collection<Entry> entries) {
    final List<Entry> sorted =
        entries.stream().sorted((a, b) -> a.credential().compareTo(b.credential())).toList();
    final boolean weighted = sorted.stream().anyMatch(entry -> entry.weight() != 1);
    final JsonWriter writer = new JsonWriter();
    writer.array(
        sorted,
        entry ->
            writer.string(
                weighted
                    ? entry.credential() + "," + entry.weight()
                    : entry.credential().toString()));
    return new PublicCredentials(sorted, writer.toBytes());
  }

  /** The bytes that are published. */
  public byte[] json() {
    return json.clone();
  }

  /** The entries in the order of publication. */
  public List<Entry> entries() {
    return entries;
  }

  /** The number of voters. */
  public int size() {
    return entries.size();
  }

  /** The position of a credential, or nothing if it is not on the list. */
  public OptionalInt indexOf(final GroupElement credential) {
    final Integer index = indices.get(credential);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The weight of the credential at a position. */
  public long weight(final int index) {
    return entries.get(index).weight();
  }

  /** The sum of all weights. */
  public long totalWeight() {
    return entries.stream().mapToLong(Entry::weight).sum();
  }
}
