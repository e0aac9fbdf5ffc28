package org.voteregistry.besu.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.Hash32;

/** Reads one unchanging state of the index. Not for several threads. */
public final class IndexView implements AutoCloseable {
  private final RocksDB db;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private final Runnable release;

  IndexView(final RocksDB db, final Runnable release) {
    this.db = db;
    this.release = release;
    snapshot = db.getSnapshot();
    options = new ReadOptions().setSnapshot(snapshot);
  }

  /** The block at which this state stands. */
  public BlockId checkpoint() {
    return IndexValues.checkpoint(
        get(IndexKeys.CHECKPOINT)
            .orElseThrow(
                () -> new IndexStorageException("the index has no checkpoint", null, true)));
  }

  /** An election by its number on chain. */
  public Optional<Election> election(final long id) {
    return get(IndexKeys.election(id)).map(value -> IndexValues.election(id, value));
  }

  /** All elections by number. */
  public List<Election> elections() {
    return scan(
        IndexKeys.elections(),
        IndexKeys.elections(),
        Integer.MAX_VALUE,
        (key, value) -> IndexValues.election(key.getLong(1), value));
  }

  /** The vote with a serial. */
  public Optional<Vote> vote(final long election, final long serial) {
    return get(IndexKeys.vote(election, serial))
        .map(value -> IndexValues.vote(election, serial, value));
  }

  /**
   * Votes in the order of their serials.
   *
   * @param fromSerial first serial
   * @param limit how many at most
   */
  public List<Vote> votes(final long election, final long fromSerial, final int limit) {
    return scan(
        IndexKeys.votes(election),
        IndexKeys.vote(election, fromSerial),
        limit,
        (key, value) -> IndexValues.vote(election, key.getLong(9), value));
  }

  /**
   * Where votes were recorded whose hash starts with the given bytes: all 32 for a hash, the first
   * 10 for a reference. The contract does not forbid that two credentials record the same hash, so
   * there may be several; they come by hash, then election, then serial.
   *
   * @param limit how many at most
   */
  public List<Vote> votesByHash(final byte[] hashPrefix, final int limit) {
    final byte[] prefix = IndexKeys.hashPrefix(hashPrefix);
    final List<long[]> positions =
        scan(
            prefix,
            prefix,
            limit,
            (key, value) ->
                new long[] {key.getLong(1 + Hash32.LENGTH), key.getLong(9 + Hash32.LENGTH)});
    final List<Vote> votes = new ArrayList<>(positions.size());
    for (final long[] position : positions) {
      votes.add(
          vote(position[0], position[1])
              .orElseThrow(
                  () ->
                      new IndexStorageException(
                          "no vote " + Arrays.toString(position), null, true)));
    }
    return votes;
  }

  /** A batch by the contract's number for it. */
  public Optional<Batch> batch(final long election, final long batchId) {
    return get(IndexKeys.batchId(election, batchId))
        .map(IndexValues::number)
        .flatMap(
            first ->
                get(IndexKeys.batch(election, first))
                    .map(value -> IndexValues.batch(election, first, value)));
  }

  /** The batch that holds a serial. */
  public Optional<Batch> batchOf(final long election, final long serial) {
    try (RocksIterator entries = db.newIterator(options)) {
      entries.seekForPrev(IndexKeys.batch(election, serial));
      if (!entries.isValid()) {
        entries.status();
        return Optional.empty();
      }
      final ByteBuffer key = ByteBuffer.wrap(entries.key());
      if (key.get(0) != 'B' || key.getLong(1) != election) {
        return Optional.empty();
      }
      return Optional.of(IndexValues.batch(election, key.getLong(9), entries.value()))
          .filter(batch -> batch.contains(serial));
    } catch (final RocksDBException e) {
      throw VoteIndex.failure("the index cannot be read", e);
    }
  }

  /** Batches that start at the serial or later, in order. */
  public List<Batch> batches(final long election, final long fromSerial, final int limit) {
    return scan(
        IndexKeys.batches(election),
        IndexKeys.batch(election, fromSerial),
        limit,
        (key, value) -> IndexValues.batch(election, key.getLong(9), value));
  }

  /** Votes an hour, for the hours that had any. */
  public List<HourlyTurnout> turnout(final long election) {
    return scan(
        IndexKeys.turnouts(election),
        IndexKeys.turnouts(election),
        Integer.MAX_VALUE,
        (key, value) -> new HourlyTurnout(key.getLong(9), IndexValues.number(value)));
  }

  /**
   * SHA-256 over the records of all elections, which commit to every vote and batch through their
   * hash chains. Two nodes that recorded the same have the same digest.
   */
  public Hash32 digest() {
    final HashChain chain = new HashChain(Hash32.ZERO);
    elections()
        .forEach(
            election ->
                chain.append(IndexKeys.election(election.id()), IndexValues.election(election)));
    return chain.last();
  }

  private Optional<byte[]> get(final byte[] key) {
    try {
      return Optional.ofNullable(db.get(options, key));
    } catch (final RocksDBException e) {
      throw VoteIndex.failure("the index cannot be read", e);
    }
  }

  private <T> List<T> scan(
      final byte[] prefix, final byte[] from, final int limit, final Entry<T> entry) {
    final List<T> found = new ArrayList<>();
    try (Slice end = new Slice(IndexKeys.after(prefix));
        ReadOptions bounded = new ReadOptions().setSnapshot(snapshot).setIterateUpperBound(end);
        RocksIterator entries = db.newIterator(bounded)) {
      for (entries.seek(from); entries.isValid() && found.size() < limit; entries.next()) {
        found.add(entry.read(ByteBuffer.wrap(entries.key()), entries.value()));
      }
      entries.status();
    } catch (final RocksDBException e) {
      throw VoteIndex.failure("the index cannot be read", e);
    }
    return found;
  }

  @Override
  public void close() {
    options.close();
    db.releaseSnapshot(snapshot);
    snapshot.close();
    release.run();
  }

  private interface Entry<T> {
    T read(ByteBuffer key, byte[] value);
  }
}
