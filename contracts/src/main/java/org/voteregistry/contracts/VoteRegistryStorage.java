package org.voteregistry.contracts;

import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Where VoteRegistry keeps what a proof of state ({@code eth_getProof}, EIP-1186) is asked for. The
 * positions are part of the contract's documented interface and held by its tests.
 */
public final class VoteRegistryStorage {
  private static final long BATCHES = 4;
  private static final int WORD_DIGITS = 64;

  private VoteRegistryStorage() {}

  /**
   * The slot of a batch's Merkle root: {@code keccak256(batchId ‖ keccak256(electionId ‖ 4))}, each
   * number as 32 bytes, big-endian.
   *
   * @return 0x and 64 digits
   */
  public static String batchRootSlot(final long electionId, final long batchId) {
    final String batchesOfElection = Hash.sha3("0x" + word(electionId) + word(BATCHES));
    return Hash.sha3("0x" + word(batchId) + Numeric.cleanHexPrefix(batchesOfElection));
  }

  private static String word(final long value) {
    if (value < 0) {
      throw new IllegalArgumentException("ids are not negative: " + value);
    }
    return "0".repeat(WORD_DIGITS - Long.toHexString(value).length()) + Long.toHexString(value);
  }
}
