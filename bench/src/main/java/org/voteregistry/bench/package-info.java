/**
 * The demonstration and the benchmarks. They use the system as its users do, through the API and
 * the nodes' JSON-RPC, and count on chain.
 */
package org.voteregistry.bench;
