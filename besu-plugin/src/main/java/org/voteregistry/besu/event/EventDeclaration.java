package org.voteregistry.besu.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.voteregistry.besu.chain.ContractLog;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.proofs.Keccak;

/**
 * An event as Solidity declares it. The declaration gives the signature, whose Keccak-256 is a
 * log's first topic, and where each field lies: the indexed ones in the further topics, the others
 * as words of the data (contract ABI specification, "Events").
 */
final class EventDeclaration {
  private final String name;
  private final Hash32 topic;
  private final List<Field> fields;
  private final int topics;
  private final int words;

  private EventDeclaration(
      final String name, final String signature, final List<Field> fields, final int topics) {
    this.name = name;
    this.fields = fields;
    this.topics = topics;
    words = fields.size() + 1 - topics;
    topic = Hash32.of(Keccak.hash(signature.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads {@code Name(type [indexed] field, …)}; types of one word, and arrays of such. */
  static EventDeclaration parse(final String declaration) {
    final int open = declaration.indexOf('(');
    final String name = declaration.substring(0, open);
    final List<Field> fields = new ArrayList<>();
    final List<String> types = new ArrayList<>();
    int topics = 1;
    int words = 0;
    for (final String part :
        declaration.substring(open + 1, declaration.length() - 1).split(", *", -1)) {
      final String[] tokens = part.split(" +", -1);
      final boolean indexed = tokens.length == 3;
      types.add(tokens[0]);
      fields.add(new Field(name, tokens[tokens.length - 1], indexed, indexed ? topics++ : words++));
    }
    return new EventDeclaration(
        name, name + "(" + String.join(",", types) + ")", List.copyOf(fields), topics);
  }

  /** The event's name. */
  String name() {
    return name;
  }

  /** All fields in their order. */
  List<Field> fields() {
    return fields;
  }

  /** The first topic of its logs. */
  Hash32 topic() {
    return topic;
  }

  /** The place of a field. */
  Field field(final String fieldName) {
    return fields.stream()
        .filter(field -> field.name().equals(fieldName))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + fieldName));
  }

  /**
   * Checks that a log has all fields.
   *
   * @throws EventFormatException when some are missing
   */
  void check(final ContractLog log) {
    if (log.topics().size() != topics || log.data().words() < words) {
      throw new EventFormatException(
          "%s has %d topics and %d words of data, not %d and %d"
              .formatted(name, topics, words, log.topics().size(), log.data().words()));
    }
  }

  /**
   * Where a field of an event lies.
   *
   * @param position index among the topics, or among the words of the data
   */
  record Field(String event, String name, boolean indexed, int position) {
    Hash32 word(final ContractLog log) {
      return indexed ? log.topics().get(position) : log.data().word(position);
    }

    long number(final ContractLog log) {
      return number(word(log));
    }

    /** A number up to a bound. */
    long number(final ContractLog log, final long largest) {
      final long number = number(log);
      if (number > largest) {
        throw wrong("is at most %d, not %d".formatted(largest, number));
      }
      return number;
    }

    /** A dynamic array of numbers: the word gives its offset; there its length and its items. */
    List<Long> numbers(final ContractLog log) {
      final long offset = number(log);
      final int words = log.data().words();
      if (offset % Hash32.LENGTH != 0 || offset / Hash32.LENGTH >= words) {
        throw wrong("points outside the data");
      }
      final int start = (int) (offset / Hash32.LENGTH);
      final long length = number(log.data().word(start));
      if (length > words - start - 1) {
        throw wrong("has more items than the data");
      }
      final List<Long> numbers = new ArrayList<>((int) length);
      for (int i = 1; i <= length; i++) {
        numbers.add(number(log.data().word(start + i)));
      }
      return numbers;
    }

    private long number(final Hash32 word) {
      final long number = word.toLongOrMinusOne();
      if (number < 0) {
        throw wrong("is at most 2^63-1, not " + word);
      }
      return number;
    }

    private EventFormatException wrong(final String how) {
      return new EventFormatException(event + "." + name + " " + how);
    }
  }
}
