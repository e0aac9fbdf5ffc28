package org.voteregistry.besu.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.Hash32;

/** The stored form of each record: fixed fields, big-endian. */
final class IndexValues {
  private static final int ORIGIN = 16 + Hash32.LENGTH;
  private static final int BATCH = 12 + Hash32.LENGTH + ORIGIN;
  private static final int ELECTION = 6 * 8 + 4 * Hash32.LENGTH + ORIGIN + 2;

  private IndexValues() {}

  static byte[] checkpoint(final BlockId id) {
    final ByteBuffer out = ByteBuffer.allocate(8 + Hash32.LENGTH).putLong(id.number());
    return put(out, id.hash()).array();
  }

  static BlockId checkpoint(final byte[] value) {
    final ByteBuffer in = ByteBuffer.wrap(value);
    return new BlockId(in.getLong(), hash(in));
  }

  static byte[] batch(final Batch batch) {
    return put(ByteBuffer.allocate(BATCH), batch).array();
  }

  static byte[] batch(final BatchContent content) {
    final ByteBuffer votes = content.packed();
    return put(ByteBuffer.allocate(BATCH + votes.remaining()), content.batch()).put(votes).array();
  }

  /** Reads what {@link #batch(BatchContent)} wrote. */
  static BatchContent batch(final long election, final long firstSerial, final byte[] value) {
    final ByteBuffer in = ByteBuffer.wrap(value);
    final long batchId = in.getLong();
    final int count = in.getInt();
    return new BatchContent(
        new Batch(election, batchId, firstSerial, count, hash(in), origin(in)), in);
  }

  private static ByteBuffer put(final ByteBuffer out, final Batch batch) {
    out.putLong(batch.batchId()).putInt(batch.count());
    put(out, batch.root());
    return put(out, batch.origin());
  }

  static byte[] number(final long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  static long number(final byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  static byte[] election(final Election election) {
    final int closing = election.closing().isPresent() ? 8 + Hash32.LENGTH + ORIGIN : 0;
    final int counts = election.result().map(r -> r.counts().size()).orElse(0);
    final int result = election.result().isPresent() ? Hash32.LENGTH + ORIGIN + 4 + 8 * counts : 0;
    final ByteBuffer out = ByteBuffer.allocate(ELECTION + closing + result);
    put(out, election.manifestHash());
    put(out, election.rollHash());
    out.putLong(election.rollSize())
        .putLong(election.opensAt())
        .putLong(election.closesAt())
        .putLong(election.recordingEndsAt());
    put(out, election.created());
    out.putLong(election.votes()).putLong(election.batches());
    put(out, election.boardHash());
    put(out, election.batchesHash());
    out.put((byte) (closing == 0 ? 0 : 1));
    election
        .closing()
        .ifPresent(
            closed -> {
              out.putLong(closed.ballots());
              put(put(out, closed.boardHash()), closed.origin());
            });
    out.put((byte) (result == 0 ? 0 : 1));
    election
        .result()
        .ifPresent(
            published -> {
              put(put(out, published.resultHash()), published.origin());
              out.putInt(published.counts().size());
              published.counts().forEach(out::putLong);
            });
    return out.array();
  }

  static Election election(final long id, final byte[] value) {
    final ByteBuffer in = ByteBuffer.wrap(value);
    return new Election(
        id,
        hash(in),
        hash(in),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        origin(in),
        in.getLong(),
        in.getLong(),
        hash(in),
        hash(in),
        in.get() == 0 ? Optional.empty() : Optional.of(closing(in)),
        in.get() == 0 ? Optional.empty() : Optional.of(result(in)));
  }

  private static Election.Closing closing(final ByteBuffer in) {
    return new Election.Closing(in.getLong(), hash(in), origin(in));
  }

  private static Election.Result result(final ByteBuffer in) {
    final Hash32 resultHash = hash(in);
    final Origin origin = origin(in);
    final int size = in.getInt();
    final List<Long> counts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      counts.add(in.getLong());
    }
    return new Election.Result(resultHash, counts, origin);
  }

  private static ByteBuffer put(final ByteBuffer out, final Hash32 hash) {
    return out.put(hash.toBytes());
  }

  private static ByteBuffer put(final ByteBuffer out, final Origin origin) {
    out.putLong(origin.blockNumber()).putLong(origin.timestamp());
    return put(out, origin.transactionHash());
  }

  private static Hash32 hash(final ByteBuffer in) {
    final byte[] bytes = new byte[Hash32.LENGTH];
    in.get(bytes);
    return Hash32.of(bytes);
  }

  private static Origin origin(final ByteBuffer in) {
    return new Origin(in.getLong(), in.getLong(), hash(in));
  }
}
