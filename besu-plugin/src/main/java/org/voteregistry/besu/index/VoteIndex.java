package org.voteregistry.besu.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.event.LocatedEvent;
import org.voteregistry.besu.event.VoteEvent;

/**
 * The index on disk. One thread writes; any number read through {@link #view()}.
 *
 * <p>{@link #apply} and {@link #undo} each are one atomic write that includes the checkpoint, the
 * last block that the index holds. After a crash the index therefore stands at a whole block; a
 * write that the disk lost is a block that is simply applied again.
 */
public final class VoteIndex implements AutoCloseable {
  /** Blocks whose undo data is kept. A deeper reorganisation makes the index rebuild itself. */
  public static final int KEPT_BLOCKS = 10_000;

  private static final long SECONDS_PER_HOUR = 3600;

  private final IndexTuning tuning;
  private final RocksDB db;
  private final WriteOptions writeOptions = new WriteOptions();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;
  private volatile BlockId checkpoint;

  private VoteIndex(final IndexTuning tuning, final RocksDB db) {
    this.tuning = tuning;
    this.db = db;
  }

  /**
   * Opens the index in a folder, or makes an empty one where there is none or where it belongs to
   * another chain, contract, start block or format.
   *
   * @param before the block before the first one to index: an empty index's checkpoint
   * @throws IndexStorageException when the folder cannot be used or the stored bytes are damaged
   */
  public static VoteIndex open(
      final Path folder, final IndexIdentity identity, final BlockId before) {
    final byte[] name = identity.text().getBytes(StandardCharsets.UTF_8);
    VoteIndex index = open(folder);
    try {
      final byte[] stored = index.db.get(IndexKeys.IDENTITY);
      if (stored != null && !Arrays.equals(stored, name)) {
        index.close();
        destroy(folder);
        index = open(folder);
      }
      if (stored == null || !Arrays.equals(stored, name)) {
        index.initialise(name, before);
      }
      index.checkpoint = IndexValues.checkpoint(index.required(IndexKeys.CHECKPOINT));
      return index;
    } catch (final RocksDBException e) {
      index.close();
      throw failure("cannot read the index in " + folder, e);
    } catch (final RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private static VoteIndex open(final Path folder) {
    RocksDB.loadLibrary();
    final IndexTuning tuning = new IndexTuning();
    try {
      Files.createDirectories(folder);
      return new VoteIndex(tuning, RocksDB.open(tuning.options(), folder.toString()));
    } catch (final IOException e) {
      tuning.close();
      throw new IndexStorageException("cannot make the folder " + folder, e, false);
    } catch (final RocksDBException e) {
      tuning.close();
      throw failure("cannot open the index in " + folder, e);
    }
  }

  /**
   * Deletes an index that is not open. Only RocksDB's own files are removed.
   *
   * @throws IndexStorageException when a file cannot be deleted
   */
  public static void destroy(final Path folder) {
    RocksDB.loadLibrary();
    try (IndexTuning tuning = new IndexTuning()) {
      RocksDB.destroyDB(folder.toString(), tuning.options());
    } catch (final RocksDBException e) {
      throw failure("cannot delete the index in " + folder, e);
    }
  }

  private void initialise(final byte[] identity, final BlockId before) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.put(IndexKeys.IDENTITY, identity);
      batch.put(IndexKeys.CHECKPOINT, IndexValues.checkpoint(before));
      final BlockUndo none = new BlockUndo(before.hash(), 0, List.of());
      batch.put(IndexKeys.block(before.number()), none.encode());
      db.write(writeOptions, batch);
    }
  }

  /** The last block that the index holds. */
  public BlockId checkpoint() {
    return checkpoint;
  }

  /**
   * Adds the next block.
   *
   * @param events the contract's events in it, in their order
   * @throws IllegalArgumentException when the block does not follow the checkpoint
   * @throws IndexGapException when an event does not follow those before it; nothing is written
   * @throws IndexStorageException when the write fails
   */
  public void apply(final ChainBlock block, final List<LocatedEvent> events) {
    if (block.number() != checkpoint.number() + 1
        || !block.parentHash().equals(checkpoint.hash())) {
      throw new IllegalArgumentException(
          "block " + block.id() + " does not follow the checkpoint " + checkpoint);
    }
    writing(
        batch -> {
          final Map<Long, ElectionChange> changes = new LinkedHashMap<>();
          for (final LocatedEvent event : events) {
            addEvent(batch, changes, event, block);
          }
          final long hour = Math.floorDiv(block.timestamp(), SECONDS_PER_HOUR);
          for (final ElectionChange change : changes.values()) {
            final Election election = change.finish();
            batch.put(IndexKeys.election(election.id()), IndexValues.election(election));
            if (change.addedVotes() > 0) {
              addTurnout(batch, election.id(), hour, change.addedVotes());
            }
          }
          final BlockUndo undo =
              new BlockUndo(
                  block.id().hash(),
                  block.timestamp(),
                  changes.values().stream().map(ElectionChange::former).toList());
          batch.put(IndexKeys.block(block.number()), undo.encode());
          if (block.number() >= KEPT_BLOCKS) {
            batch.delete(IndexKeys.block(block.number() - KEPT_BLOCKS));
          }
          return block.id();
        });
  }

  private void addEvent(
      final WriteBatch batch,
      final Map<Long, ElectionChange> changes,
      final LocatedEvent located,
      final ChainBlock block)
      throws RocksDBException {
    final Origin origin = new Origin(block.number(), block.timestamp(), located.transactionHash());
    final long id = located.event().electionId();
    switch (located.event()) {
      case VoteEvent.ElectionCreated created -> {
        if (changes.containsKey(id) || db.get(IndexKeys.election(id)) != null) {
          throw new IndexGapException("election %d was created twice".formatted(id));
        }
        changes.put(id, new ElectionChange(created, origin));
      }
      case VoteEvent.VoteRecorded vote -> {
        change(changes, id).add(vote);
        batch.put(IndexKeys.hash(vote.voteHash(), id, vote.serial()), new byte[0]);
      }
      case VoteEvent.BatchRecorded recorded -> {
        final BatchContent added = change(changes, id).add(recorded, origin);
        final long first = added.batch().firstSerial();
        batch.put(IndexKeys.batch(id, first), IndexValues.batch(added));
        batch.put(IndexKeys.batchId(id, added.batch().batchId()), IndexValues.number(first));
      }
      case VoteEvent.ElectionClosed closed -> change(changes, id).close(closed, origin);
      case VoteEvent.ResultPublished published -> change(changes, id).publish(published, origin);
    }
  }

  private ElectionChange change(final Map<Long, ElectionChange> changes, final long id)
      throws RocksDBException {
    final ElectionChange known = changes.get(id);
    if (known != null) {
      return known;
    }
    final byte[] stored = db.get(IndexKeys.election(id));
    if (stored == null) {
      throw new IndexGapException(
          "election %d is not known: the start block must not lie behind its creation"
              .formatted(id));
    }
    final ElectionChange change = new ElectionChange(IndexValues.election(id, stored));
    changes.put(id, change);
    return change;
  }

  private void addTurnout(
      final WriteBatch batch, final long election, final long hour, final long votes)
      throws RocksDBException {
    final byte[] key = IndexKeys.turnout(election, hour);
    final byte[] stored = db.get(key);
    final long sum = (stored == null ? 0 : IndexValues.number(stored)) + votes;
    if (sum == 0) {
      batch.delete(key);
    } else {
      batch.put(key, IndexValues.number(sum));
    }
  }

  /**
   * Takes the newest block out again.
   *
   * @return the checkpoint after it
   * @throws UndoUnavailableException when the undo data of that block is no longer kept
   * @throws IndexStorageException when the write fails
   */
  public BlockId undo() {
    final long number = checkpoint.number();
    writing(
        batch -> {
          final BlockUndo undo = undoData(number);
          final BlockUndo previous = undoData(number - 1);
          final long hour = Math.floorDiv(undo.timestamp(), SECONDS_PER_HOUR);
          for (final BlockUndo.Former former : undo.former()) {
            undoElection(batch, former, hour);
          }
          batch.delete(IndexKeys.block(number));
          return new BlockId(number - 1, previous.hash());
        });
    return checkpoint;
  }

  private BlockUndo undoData(final long number) throws RocksDBException {
    final byte[] stored = db.get(IndexKeys.block(number));
    if (stored == null) {
      throw new UndoUnavailableException(
          "block %d can no longer be undone: only the last %d blocks can"
              .formatted(number, KEPT_BLOCKS));
    }
    return BlockUndo.decode(stored);
  }

  private void undoElection(final WriteBatch batch, final BlockUndo.Former former, final long hour)
      throws RocksDBException {
    final long id = former.electionId();
    final Election present = IndexValues.election(id, required(IndexKeys.election(id)));
    for (long serial = former.votes(); serial < present.votes(); ) {
      final byte[] key = IndexKeys.batch(id, serial);
      final BatchContent removed = IndexValues.batch(id, serial, required(key));
      for (final Vote vote : removed.votes()) {
        batch.delete(IndexKeys.hash(vote.voteHash(), id, vote.serial()));
      }
      batch.delete(key);
      batch.delete(IndexKeys.batchId(id, removed.batch().batchId()));
      serial += removed.batch().count();
    }
    if (present.votes() > former.votes()) {
      addTurnout(batch, id, hour, former.votes() - present.votes());
    }
    if (former.record().isPresent()) {
      batch.put(IndexKeys.election(id), IndexValues.election(former.record().get()));
    } else {
      batch.delete(IndexKeys.election(id));
    }
  }

  /** The hash under which the index holds a block, where that is still kept. */
  public Optional<BlockId> heldBlock(final long number) {
    return reading(
        () -> {
          final byte[] stored =
              number > checkpoint.number() ? null : db.get(IndexKeys.block(number));
          return Optional.ofNullable(stored)
              .map(value -> new BlockId(number, BlockUndo.decode(value).hash()));
        });
  }

  /**
   * A view that does not change while it is open. Close it in the thread that opened it.
   *
   * @throws IndexClosedException when the index was closed
   */
  public IndexView view() {
    lock.readLock().lock();
    if (closed) {
      lock.readLock().unlock();
      throw new IndexClosedException();
    }
    try {
      return new IndexView(db, lock.readLock()::unlock);
    } catch (final RuntimeException e) {
      lock.readLock().unlock();
      throw e;
    }
  }

  /** Votes of all elections. */
  public long votes() {
    try (IndexView view = view()) {
      return view.elections().stream().mapToLong(Election::votes).sum();
    }
  }

  private byte[] required(final byte[] key) throws RocksDBException {
    final byte[] value = db.get(key);
    if (value == null) {
      throw new IndexStorageException(
          "the index lacks the entry " + (char) key[0] + Arrays.toString(key), null, true);
    }
    return value;
  }

  private void writing(final Change change) {
    reading(
        () -> {
          try (WriteBatch batch = new WriteBatch()) {
            final BlockId after = change.fill(batch);
            batch.put(IndexKeys.CHECKPOINT, IndexValues.checkpoint(after));
            db.write(writeOptions, batch);
            checkpoint = after;
            return after;
          }
        });
  }

  private <T> T reading(final Access<T> access) {
    // A write needs the read lock only: it must not run beside close(), but may beside readers.
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IndexClosedException();
      }
      return access.run();
    } catch (final RocksDBException e) {
      throw failure("the index cannot be read or written", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for open views and closes the store; RocksDB's memory must not be used after that. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        writeOptions.close();
        db.close();
        tuning.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Entries of every kind, for tests that compare whole stores: SHA-256 over keys and values. */
  byte[] contentDigest() {
    return reading(
        () -> {
          final HashChain chain = new HashChain(Hash32.ZERO);
          try (RocksIterator entries = db.newIterator()) {
            for (entries.seekToFirst(); entries.isValid(); entries.next()) {
              chain.append(entries.key(), entries.value());
            }
            entries.status();
          }
          return chain.last().toBytes();
        });
  }

  static IndexStorageException failure(final String message, final RocksDBException cause) {
    final Status status = cause.getStatus();
    final boolean damaged = status != null && status.getCode() == Status.Code.Corruption;
    return new IndexStorageException(message + ": " + cause.getMessage(), cause, damaged);
  }

  private interface Access<T> {
    T run() throws RocksDBException;
  }

  private interface Change {
    BlockId fill(WriteBatch batch) throws RocksDBException;
  }
}
