/**
 * The Belenios voting protocol, version 2.0 of its specification, in plain Java.
 *
 * <p>One class per algorithm that the specification names; its Javadoc gives the section (numbered
 * as in {@code doc/specification.tex} of tag 2.0) and its code uses the section's symbols. Nothing
 * here knows a database, a network or a framework.
 *
 * <ul>
 *   <li>{@code group}: the cyclic group, scalars, and the arithmetic below them
 *   <li>{@code proof}: zero-knowledge proofs and ciphertexts (4.3, 4.5, 4.11 to 4.14, 4.18)
 *   <li>{@code election}: questions and election parameters (4.9, 4.10)
 *   <li>{@code credential}: secret and public credentials (4.8)
 *   <li>{@code vote}: ballots, how they are made and how they are checked (4.11, 4.15)
 *   <li>{@code trustee}: mandatory and threshold keys (4.5 to 4.7)
 *   <li>{@code tally}: encrypted tally, partial decryptions, result (4.16 to 4.19)
 *   <li>{@code archive}: the append-only public data (4.4)
 *   <li>{@code verify}: every check of the audit (3.5)
 * </ul>
 */
package org.voteregistry.ballot;
