package org.voteregistry.besu.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.voteregistry.proofs.VoteHash;

/**
 * Keys of the store. The first byte is the kind; numbers are big-endian, so that RocksDB's order is
 * the numbers' order.
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><td>M name</td><td>identity, checkpoint</td></tr>
 *   <tr><td>E election</td><td>the election's record</td></tr>
 *   <tr><td>H vote hash, election, serial</td><td>nothing: finds votes by hash and, as a reference
 *       is its first 80 bits, by reference</td></tr>
 *   <tr><td>B election, first serial</td><td>the batch's record and its votes</td></tr>
 *   <tr><td>I election, batch</td><td>first serial</td></tr>
 *   <tr><td>T election, hour</td><td>number of votes</td></tr>
 *   <tr><td>K block number</td><td>the block's hash and what undoes it</td></tr>
 * </table>
 */
final class IndexKeys {
  static final byte[] IDENTITY = meta("identity");
  static final byte[] CHECKPOINT = meta("checkpoint");

  private IndexKeys() {}

  private static byte[] meta(final String name) {
    return ("M" + name).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] elections() {
    return new byte[] {'E'};
  }

  static byte[] election(final long id) {
    return one('E', id);
  }

  static byte[] hashPrefix(final byte[] prefix) {
    return ByteBuffer.allocate(1 + prefix.length).put((byte) 'H').put(prefix).array();
  }

  static byte[] hash(final VoteHash hash, final long election, final long serial) {
    return ByteBuffer.allocate(1 + VoteHash.LENGTH + 16)
        .put((byte) 'H')
        .put(hash.toBytes())
        .putLong(election)
        .putLong(serial)
        .array();
  }

  /** Whether a key is that of one of the election's batches; its first serial follows at 9. */
  static boolean isBatchOf(final ByteBuffer key, final long election) {
    return key.get(0) == 'B' && key.getLong(1) == election;
  }

  static byte[] batch(final long election, final long firstSerial) {
    return two('B', election, firstSerial);
  }

  static byte[] batchId(final long election, final long batchId) {
    return two('I', election, batchId);
  }

  static byte[] turnouts(final long election) {
    return one('T', election);
  }

  static byte[] turnout(final long election, final long hour) {
    return two('T', election, hour);
  }

  static byte[] block(final long number) {
    return one('K', number);
  }

  /** The first key after all that start with the prefix. */
  static byte[] after(final byte[] prefix) {
    final byte[] end = prefix.clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (++end[i] != 0) {
        return end;
      }
    }
    throw new IllegalArgumentException("no key comes after a prefix of 0xff");
  }

  private static byte[] one(final char kind, final long number) {
    return ByteBuffer.allocate(9).put((byte) kind).putLong(number).array();
  }

  private static byte[] two(final char kind, final long first, final long second) {
    return ByteBuffer.allocate(17).put((byte) kind).putLong(first).putLong(second).array();
  }
}
