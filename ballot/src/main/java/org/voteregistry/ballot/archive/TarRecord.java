package org.voteregistry.ballot.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The old-style tar header of the archive (specification 4.4), in the one form that is accepted.
 */
final class TarRecord {
  static final int BLOCK = 512;
  static final int NAME_LENGTH = 100;
  static final int SIZE_OFFSET = 124;
  static final int SIZE_LENGTH = 11;
  private static final int TIME_OFFSET = 136;
  private static final int CHECKSUM_OFFSET = 148;
  private static final long MAX_SIZE = (1L << 33) - 1;

  private TarRecord() {}

  /**
   * The header block of a record.
   *
   * @param timestamp seconds since 1970, the same in all records of an archive
   */
  static byte[] header(final String name, final long size, final long timestamp) {
    if (size > MAX_SIZE || timestamp < 0 || timestamp > MAX_SIZE) {
      throw new IllegalArgumentException("size or time does not fit into a tar header");
    }
    final byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, SIZE_OFFSET, String.format(Locale.ROOT, "%011o", size));
    put(block, TIME_OFFSET, String.format(Locale.ROOT, "%011o", timestamp));
    put(block, CHECKSUM_OFFSET, "        ");
    put(block, 156, "0");
    int sum = 0;
    for (final byte b : block) {
      sum += b & 0xff;
    }
    put(block, CHECKSUM_OFFSET, String.format(Locale.ROOT, "%06o\0 ", sum));
    return block;
  }

  /** How many zero bytes follow a content of this size. */
  static int padding(final long size) {
    return (int) (-size & (BLOCK - 1));
  }

  private static void put(final byte[] block, final int offset, final String text) {
    final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }
}
