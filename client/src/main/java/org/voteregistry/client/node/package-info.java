/** Reading from any Ethereum node over JSON-RPC. */
package org.voteregistry.client.node;
