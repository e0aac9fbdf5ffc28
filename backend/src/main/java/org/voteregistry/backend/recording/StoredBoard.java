package org.voteregistry.backend.recording;

import java.util.Optional;

/**
 * The first votes of an election's board as the database holds them.
 *
 * @param accepted ballots that were acknowledged to voters
 * @param setAside those of them that the contract refused
 * @param recorded votes that are known to be on chain
 * @param votes how many votes were read, with serials from 0 on
 * @param boardHash last link of the board chain as it follows from these votes, 64 hexadecimal
 *     digits
 * @param brokenAt first serial that is missing, or whose stored link is not the one that follows
 */
public record StoredBoard(
    long accepted,
    long setAside,
    long recorded,
    long votes,
    String boardHash,
    Optional<Long> brokenAt) {}
