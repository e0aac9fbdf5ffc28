/**
 * The contracts as Java sees them: generated bindings ({@code VoteRegistry}, {@code
 * AnchorRegistry}, and {@code NaiveVoteRegistry} for benchmarks), their deterministic deployment,
 * and their errors.
 */
package org.voteregistry.contracts;
