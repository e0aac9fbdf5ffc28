package org.voteregistry.backend.recording;

import java.time.Instant;
import java.util.List;

/**
 * Opens and closes elections on chain and publishes their results. Requests are durable with the
 * caller's database transaction and idempotent for each election; outcomes arrive as {@link
 * ElectionOpenedOnChain}, {@link ElectionClosedOnChain} and {@link ResultPublishedOnChain},
 * published as application events inside the transaction that stores them, so a listener's own
 * writes commit with them.
 */
public interface ElectionLedger {
  /**
   * Requests {@code createElection}.
   *
   * @param manifestHash 32 bytes
   * @param rollHash 32 bytes
   * @param rollSize number of public credentials
   * @param recordingEndsAt until when the contract takes records, after {@code closesAt}
   */
  record Opening(
      String electionUuid,
      byte[] manifestHash,
      byte[] rollHash,
      int rollSize,
      Instant opensAt,
      Instant closesAt,
      Instant recordingEndsAt) {}

  /** The election has its number on chain and takes records. */
  record ElectionOpenedOnChain(
      String electionUuid, long chainElectionId, String transactionHash, long blockNumber) {}

  /** The election is closed on chain: number of ballots and board hash (32 bytes) are final. */
  record ElectionClosedOnChain(
      String electionUuid,
      long ballots,
      byte[] boardHash,
      String transactionHash,
      long blockNumber) {}

  /** The result's hash (32 bytes) and counts are on chain for good. */
  record ResultPublishedOnChain(
      String electionUuid, byte[] resultHash, String transactionHash, long blockNumber) {}

  /**
   * The chain refused for good; {@code reason} says why.
   *
   * @param operation {@code open}, {@code close} or {@code publish}
   */
  record ElectionRefusedOnChain(String electionUuid, String operation, String reason) {}

  /** Requests that the election be created on chain. */
  void requestOpening(Opening opening);

  /**
   * Requests that the election be closed on chain once every queued vote of it is recorded or set
   * aside. The caller has stopped casting before, in the same transaction at the latest.
   */
  void requestClosing(String electionUuid);

  /**
   * Requests that the result of an election be published, which is closed on chain.
   *
   * @param resultHash SHA-256 of the result document, 32 bytes
   * @param counts in the order of questions and answers
   * @throws IllegalStateException when it is not closed, or another result was asked for before
   */
  void requestPublishing(String electionUuid, byte[] resultHash, List<Long> counts);
}
