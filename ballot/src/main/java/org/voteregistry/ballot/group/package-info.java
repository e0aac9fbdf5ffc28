/**
 * The cyclic group, its scalars and the modular arithmetic below them (specification 4.2 and 5).
 */
package org.voteregistry.ballot.group;
