/** Checking receipts against the chain. */
package org.voteregistry.client.receipt;
