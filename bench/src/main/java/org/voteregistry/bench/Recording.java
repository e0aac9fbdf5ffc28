package org.voteregistry.bench;

/**
 * What the demonstration found about recording.
 *
 * @param lost accepted ballots without a VoteRecorded event on chain
 * @param doubled events that repeat a vote or a voter
 * @param unknown events of no accepted ballot
 * @param refusedReceipts receipts of which a check against the chain failed
 * @param boardMatches whether the closed election's count and board hash on chain are those that
 *     the events give
 */
record Recording(
    int cast,
    int accepted,
    long recorded,
    long lost,
    long doubled,
    long unknown,
    int receipts,
    int refusedReceipts,
    boolean boardMatches,
    double votesPerSecond,
    Percentiles toAccepted,
    Percentiles toRecorded,
    double gasPerVote) {

  boolean ok() {
    return accepted == cast
        && recorded == accepted
        && lost == 0
        && doubled == 0
        && unknown == 0
        && receipts == accepted
        && refusedReceipts == 0
        && boardMatches;
  }
}
