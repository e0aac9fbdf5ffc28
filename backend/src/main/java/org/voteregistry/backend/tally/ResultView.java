package org.voteregistry.backend.tally;

import java.util.List;

/**
 * A result as the API shows it.
 *
 * @param counts by question and choice as in the Belenios result; row after row they are on chain.
 *     Where a blank vote is offered, it is the first choice
 * @param resultHash SHA-256 of the Belenios result document, 64 hexadecimal digits; also on chain
 * @param transactionHash that published it; absent until it is on chain
 * @param refusal why the chain refused the last publishing
 */
record ResultView(
    String electionUuid,
    List<QuestionResult> questions,
    List<List<Long>> counts,
    String resultHash,
    String transactionHash,
    Long blockNumber,
    String refusal) {}
