package org.voteregistry.besu.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.voteregistry.proofs.Keccak;
import org.voteregistry.proofs.VoteHash;

/** Logs as the contract would emit them, written out by hand so that the decoder is not asked. */
public final class TestLogs {
  private TestLogs() {}

  public static Hash32 hash(final String seed) {
    return Hash32.of(Keccak.hash(seed.getBytes(StandardCharsets.UTF_8)));
  }

  public static VoteHash voteHash(final String seed) {
    return VoteHash.of(hash(seed).toBytes());
  }

  public static ContractLog electionCreated(final long election, final long rollSize) {
    return log(
        "ElectionCreated(uint256,bytes32,bytes32,uint256,uint256,uint256,uint256)",
        List.of(number(election), hash("manifest" + election)),
        hash("roll" + election),
        number(rollSize),
        number(1_000),
        number(2_000),
        number(3_000));
  }

  public static ContractLog voteRecorded(
      final long election, final VoteHash hash, final long serial, final long voter) {
    return log(
        "VoteRecorded(uint256,bytes32,uint256,uint256)",
        List.of(number(election), Hash32.of(hash.toBytes())),
        number(serial),
        number(voter));
  }

  public static ContractLog batchRecorded(
      final long election, final long batch, final Hash32 root, final long first, final int count) {
    return log(
        "BatchRecorded(uint256,uint256,bytes32,uint256,uint256)",
        List.of(number(election), number(batch)),
        root,
        number(first),
        number(count));
  }

  public static ContractLog electionClosed(
      final long election, final long ballots, final Hash32 board) {
    return log(
        "ElectionClosed(uint256,uint256,bytes32)",
        List.of(number(election)),
        number(ballots),
        board);
  }

  public static ContractLog resultPublished(final long election, final long... counts) {
    final List<Hash32> words = new ArrayList<>();
    words.add(hash("result" + election));
    words.add(number(64));
    words.add(number(counts.length));
    for (final long count : counts) {
      words.add(number(count));
    }
    return log(
        "ResultPublished(uint256,bytes32,uint256[])",
        List.of(number(election)),
        words.toArray(Hash32[]::new));
  }

  public static ContractLog log(
      final String signature, final List<Hash32> indexed, final Hash32... words) {
    final List<Hash32> topics = new ArrayList<>();
    topics.add(hash(signature));
    topics.addAll(indexed);
    final ByteBuffer data = ByteBuffer.allocate(words.length * Hash32.LENGTH);
    for (final Hash32 word : words) {
      data.put(word.toBytes());
    }
    return new ContractLog(
        hash("transaction of " + topics + HexFormat.of().formatHex(data.array())),
        topics,
        new ContractLog.LogData(data.array()));
  }

  public static Hash32 number(final long number) {
    return Hash32.of(ByteBuffer.allocate(32).putLong(24, number).array());
  }
}
