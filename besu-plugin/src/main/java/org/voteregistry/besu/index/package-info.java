/**
 * The index: elections, votes, batches and turnout of one contract in RocksDB, written one block at
 * a time together with the checkpoint, so that it stands at a whole block after any crash.
 */
package org.voteregistry.besu.index;
