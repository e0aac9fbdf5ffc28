package org.voteregistry.besu.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voteregistry.besu.chain.Hash32;

/**
 * What takes one block back out of the index: the records of the elections that it touched, as they
 * were before. Votes and batches need no copy, because serials are consecutive: those to remove are
 * the ones from the former number of votes on.
 *
 * @param hash the block's hash
 * @param timestamp the block's time in seconds, which gives the hour of its turnout
 * @param former the touched elections; without a record where the block created it
 */
record BlockUndo(Hash32 hash, long timestamp, List<Former> former) {
  /** An election before the block. */
  record Former(long electionId, Optional<Election> record) {
    long votes() {
      return record.map(Election::votes).orElse(0L);
    }
  }

  byte[] encode() {
    final List<byte[]> records = new ArrayList<>(former.size());
    int size = Hash32.LENGTH + 8;
    for (final Former one : former) {
      final byte[] record = one.record().map(IndexValues::election).orElseGet(() -> new byte[0]);
      records.add(record);
      size += 12 + record.length;
    }
    final ByteBuffer out = ByteBuffer.allocate(size);
    out.put(hash.toBytes()).putLong(timestamp);
    for (int i = 0; i < records.size(); i++) {
      out.putLong(former.get(i).electionId()).putInt(records.get(i).length).put(records.get(i));
    }
    return out.array();
  }

  static BlockUndo decode(final byte[] value) {
    final ByteBuffer in = ByteBuffer.wrap(value, Hash32.LENGTH, value.length - Hash32.LENGTH);
    final long timestamp = in.getLong();
    final List<Former> former = new ArrayList<>();
    while (in.hasRemaining()) {
      final long id = in.getLong();
      final byte[] record = new byte[in.getInt()];
      in.get(record);
      former.add(
          new Former(
              id,
              record.length == 0
                  ? Optional.empty()
                  : Optional.of(IndexValues.election(id, record))));
    }
    return new BlockUndo(Hash32.at(value, 0), timestamp, former);
  }
}
