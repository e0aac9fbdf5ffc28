package org.voteregistry.backend.chain;

/**
 * Which chain this is.
 *
 * @param chainId EIP-155 chain id, part of every signature
 * @param genesisHash 0x and 64 hex digits: hash of block 0
 */
public record ChainIdentity(long chainId, String genesisHash) {}
