package org.voteregistry.proofs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree of a batch as the VoteRegistry contract builds it and OpenZeppelin's {@code
 * MerkleProof} verifies it: pairs are sorted before hashing, an odd node moves up unpaired.
 *
 * <p>A leaf is hashed twice, so that the 64 bytes of an inner node's preimage can never be taken
 * for a leaf's.
 */
public final class VoteMerkleTree {
  private static final int WORD = 32;

  /** From the leaves (first) to the root (last, one node). */
  private final List<List<byte[]>> levels;

  private VoteMerkleTree(final List<List<byte[]>> levels) {
    this.levels = levels;
  }

  /**
   * Builds the tree over leaves in serial order.
   *
   * @param leaves as {@link #leaf} makes them, at least one
   * @throws IllegalArgumentException when there is none
   */
  public static VoteMerkleTree of(final List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one vote");
    }
    final List<List<byte[]>> levels = new ArrayList<>();
    levels.add(List.copyOf(leaves));
    while (levels.getLast().size() > 1) {
      levels.add(above(levels.getLast()));
    }
    return new VoteMerkleTree(levels);
  }

  private static List<byte[]> above(final List<byte[]> level) {
    final List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
    for (int left = 0; left + 1 < level.size(); left += 2) {
      above.add(parent(level.get(left), level.get(left + 1)));
    }
    if (level.size() % 2 == 1) {
      above.add(level.getLast());
    }
    return above;
  }

  private static byte[] parent(final byte[] one, final byte[] other) {
    return Arrays.compareUnsigned(one, other) < 0
        ? Keccak.hash(one, other)
        : Keccak.hash(other, one);
  }

  /**
   * The leaf of a vote: keccak256(keccak256(abi.encode(electionId, serial, voterIndex, voteHash))),
   * 32 bytes.
   *
   * @param chainElectionId the election's number on chain
   */
  public static byte[] leaf(
      final long chainElectionId,
      final Serial serial,
      final VoterIndex voterIndex,
      final VoteHash voteHash) {
    final byte[] encoded =
        ByteBuffer.allocate(4 * WORD)
            .putLong(WORD - Long.BYTES, chainElectionId)
            .putLong(2 * WORD - Long.BYTES, serial.value())
            .putInt(3 * WORD - Integer.BYTES, voterIndex.value())
            .put(3 * WORD, voteHash.toBytes())
            .array();
    return Keccak.hash(Keccak.hash(encoded));
  }

  /** The root, 32 bytes. */
  public byte[] root() {
    return levels.getLast().getFirst().clone();
  }

  /**
   * The siblings on the way from a leaf to below the root. Shorter where the way passes an odd
   * node; empty for a batch of one.
   *
   * @param leaf position in the batch, from 0
   * @throws IndexOutOfBoundsException when there is no such leaf
   */
  public List<byte[]> path(final int leaf) {
    Objects.checkIndex(leaf, levels.getFirst().size());
    final List<byte[]> path = new ArrayList<>();
    int node = leaf;
    for (final List<byte[]> level : levels) {
      final int sibling = node ^ 1;
      if (sibling < level.size()) {
        path.add(level.get(sibling).clone());
      }
      node /= 2;
    }
    return path;
  }

  /** Whether a path leads from a leaf to a root. */
  public static boolean verify(final byte[] leaf, final List<byte[]> path, final byte[] root) {
    byte[] node = leaf;
    for (final byte[] sibling : path) {
      node = parent(node, sibling);
    }
    return Arrays.equals(node, root);
  }
}
