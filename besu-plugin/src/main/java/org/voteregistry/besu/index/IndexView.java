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
        Integer.MAX_VALUE,
        (key, value) -> IndexValues.election(key.getLong(1), value));
  }

  /**
   * Where votes were recorded whose hash starts with the given bytes: all 32 for a hash, the first
   * 10 for a reference. The contract does not forbid that two credentials record the same hash, so
   * there may be several; they come by hash, then election, then serial.
   *
   * @param limit how many at most
   */
  public List<FoundVote> votesByHash(final byte[] hashPrefix, final int limit) {
    final byte[] prefix = IndexKeys.hashPrefix(hashPrefix);
    final List<long[]> positions =
        scan(
            prefix,
            limit,
            (key, value) ->
                new long[] {key.getLong(1 + Hash32.LENGTH), key.getLong(9 + Hash32.LENGTH)});
    final List<FoundVote> votes = new ArrayList<>(positions.size());
    for (final long[] position : positions) {
      votes.add(
          batchOf(position[0], position[1])
              .map(content -> new FoundVote(content.vote(position[1]), content))
              .orElseThrow(
                  () ->
                      new IndexStorageException(
                          "no vote " + Arrays.toString(position), null, true)));
    }
    return votes;
  }

  /** A batch by the contract's number for it. */
  public Optional<BatchContent> batch(final long election, final long batchId) {
    return get(IndexKeys.batchId(election, batchId))
        .map(IndexValues::number)
        .flatMap(
            first ->
                get(IndexKeys.batch(election, first))
                    .map(value -> IndexValues.batch(election, first, value)));
  }

  /** The batch that holds a serial. */
  public Optional<BatchContent> batchOf(final long election, final long serial) {
    return batches(election, serial, 1).stream().findFirst();
  }

  /**
   * The batches, in order, that hold the votes from a serial on.
   *
   * @param fromSerial first serial; the first batch is the one that holds it
   * @param limit for how many votes at most
   */
  public List<BatchContent> batches(final long election, final long fromSerial, final int limit) {
    final List<BatchContent> found = new ArrayList<>();
    // Without overflow: no election has so many votes.
    final long end = fromSerial + Math.min(limit, Long.MAX_VALUE - fromSerial);
    try (RocksIterator entries = db.newIterator(options)) {
      for (entries.seekForPrev(IndexKeys.batch(election, fromSerial));
          entries.isValid();
          entries.next()) {
        final ByteBuffer key = ByteBuffer.wrap(entries.key());
        if (!IndexKeys.isBatchOf(key, election) || key.getLong(9) >= end) {
          break;
        }
        final BatchContent content = IndexValues.batch(election, key.getLong(9), entries.value());
        if (found.isEmpty() && !content.batch().contains(fromSerial)) {
          break;
        }
        found.add(content);
      }
      entries.status();
    } catch (final RocksDBException e) {
      throw VoteIndex.failure("the index cannot be read", e);
    }
    return found;
  }

  /** Votes an hour, for the hours that had any. */
  public List<HourlyTurnout> turnout(final long election) {
    return scan(
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

  private <T> List<T> scan(final byte[] prefix, final int limit, final Entry<T> entry) {
    final List<T> found = new ArrayList<>();
    try (Slice end = new Slice(IndexKeys.after(prefix));
        ReadOptions bounded = new ReadOptions().setSnapshot(snapshot).setIterateUpperBound(end);
        RocksIterator entries = db.newIterator(bounded)) {
      for (entries.seek(prefix); entries.isValid() && found.size() < limit; entries.next()) {
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
