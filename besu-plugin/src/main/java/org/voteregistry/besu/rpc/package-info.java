/** The JSON-RPC methods over the index, in plain Java; described in docs/plugin.md. */
package org.voteregistry.besu.rpc;
