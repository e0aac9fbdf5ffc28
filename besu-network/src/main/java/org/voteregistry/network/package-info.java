/**
 * The network that votes are recorded on: its genesis, its nodes and the launcher that starts,
 * stops and watches them.
 *
 * <p>{@link org.voteregistry.network.ChainNetwork} is the way in. Scripts, the tests of every
 * module and the benchmarks start networks through it, so that what is tested is what runs.
 */
package org.voteregistry.network;
