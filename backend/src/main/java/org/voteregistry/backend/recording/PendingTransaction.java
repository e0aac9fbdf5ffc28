package org.voteregistry.backend.recording;

import java.util.List;

/**
 * A signed transaction whose fate is not known yet.
 *
 * @param id row in chain_transaction
 * @param account sender, 0x and lower-case hex
 * @param hashes of its signed forms, the newest first; the chain takes at most one of them
 * @param attempts how often it was sent
 * @param idleMillis time since it was sent last; negative when never
 */
record PendingTransaction(
    long id,
    String account,
    long nonce,
    Purpose purpose,
    long gasLimit,
    List<String> hashes,
    int attempts,
    long idleMillis) {

  boolean neverSent() {
    return idleMillis < 0;
  }
}
