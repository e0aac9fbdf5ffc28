/**
 * A Besu plugin that indexes the events of VoteRegistry in every node and answers for them over the
 * node's own JSON-RPC. {@link org.voteregistry.besu.VotesPlugin} alone touches Besu's classes.
 */
package org.voteregistry.besu;
