package org.voteregistry.besu.index;

import org.voteregistry.besu.chain.Hash32;

/**
 * What an index belongs to. Where one of these differs, its content means something else and is
 * rebuilt.
 *
 * @param format number of the storage format
 * @param genesis hash of the chain's block 0
 * @param contract the watched address, {@code 0x} and 40 lower-case digits
 * @param startBlock first block that is looked at, 1 or more
 */
public record IndexIdentity(int format, Hash32 genesis, String contract, long startBlock) {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 2;

  String text() {
    return format + " " + genesis + " " + contract + " " + startBlock;
  }
}
