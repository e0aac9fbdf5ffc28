package org.voteregistry.backend.chain;

import java.time.Instant;

/**
 * One validator as it was at the last look.
 *
 * @param node host and port
 * @param healthy whether the recorder would use it
 * @param reachable whether it answered
 * @param chainId its EIP-155 chain id, or null
 * @param blockNumber its newest block, or null
 * @param lag blocks behind the highest validator, or null
 * @param syncing whether it says that it is catching up, or null
 * @param peers its peers, or null where the node does not say
 * @param latencyMillis how long its answer took
 * @param checkedAt when it was asked
 * @param problem why it is not healthy, or null
 */
public record ValidatorStatus(
    String node,
    boolean healthy,
    boolean reachable,
    Long chainId,
    Long blockNumber,
    Long lag,
    Boolean syncing,
    Integer peers,
    Long latencyMillis,
    Instant checkedAt,
    String problem) {}
