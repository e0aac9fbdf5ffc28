package org.voteregistry.backend.recording;

import java.time.Duration;

/**
 * Told at each step of recording, on the recorder's own thread and before the next step begins. An
 * exception from here ends the recorder's term.
 */
public interface RecordingObserver {
  /** Votes got their serials; committed. */
  default void sequenced(final String electionUuid, final long firstSerial, final int count) {}

  /** A batch has its votes and nonce; nothing of it is stored yet. */
  default void beforeSigning(final String electionUuid, final long firstSerial, final int count) {}

  /** Signed bytes are committed; they have not been sent. */
  default void storedBeforeSending(final String purpose) {}

  /** A validator took the transaction. */
  default void sent(final String purpose, final String node, final int attempt) {}

  /** The receipt was read and found right; nothing of it is stored yet. */
  default void receiptSeen(final String purpose, final String transactionHash) {}

  /**
   * The batch is recorded on chain and in the database.
   *
   * @param toRecord since its oldest vote was accepted
   */
  default void recorded(
      final String electionUuid,
      final long firstSerial,
      final int count,
      final long gasUsed,
      final Duration toRecord) {}

  /** A transaction of this purpose was mined without effect. */
  default void reverted(final String purpose) {}

  /** An entry was taken out of recording for good. */
  default void setAside(final String electionUuid, final int voterIndex, final String reason) {}

  /** This instance begins or ends a term as recorder. */
  default void leading(final boolean leads) {}

  /** A term ended by an error that no policy covers. */
  default void failed(final String error) {}
}
