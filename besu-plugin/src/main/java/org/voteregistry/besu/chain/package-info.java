/** What the index needs from a chain, in plain Java: blocks, logs, and who delivers them. */
package org.voteregistry.besu.chain;
