package org.voteregistry.besu.index;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * RocksDB's settings: small, fixed amounts of memory, because the index is a guest in a validator.
 * Two write buffers and the cache together stay below 25 MB, outside the Java heap.
 */
final class IndexTuning implements AutoCloseable {
  private static final long MEBIBYTE = 1 << 20;

  private final LRUCache cache = new LRUCache(8 * MEBIBYTE);
  private final BloomFilter bloom = new BloomFilter(10, false);
  private final Options options;

  IndexTuning() {
    options =
        new Options()
            .setCreateIfMissing(true)
            .setWriteBufferSize(8 * MEBIBYTE)
            .setMaxWriteBufferNumber(2)
            .setMaxOpenFiles(64)
            .setMaxBackgroundJobs(2)
            .setMaxTotalWalSize(16 * MEBIBYTE)
            .setKeepLogFileNum(2)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            // Hashes do not compress.
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setTableFormatConfig(
                new BlockBasedTableConfig()
                    .setBlockCache(cache)
                    .setCacheIndexAndFilterBlocks(true)
                    .setPinL0FilterAndIndexBlocksInCache(true)
                    .setFilterPolicy(bloom));
  }

  Options options() {
    return options;
  }

  @Override
  public void close() {
    options.close();
    bloom.close();
    cache.close();
  }
}
