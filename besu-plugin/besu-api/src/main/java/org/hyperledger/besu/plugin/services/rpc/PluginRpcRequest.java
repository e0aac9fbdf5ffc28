package org.hyperledger.besu.plugin.services.rpc;

/** A JSON-RPC request. */
public interface PluginRpcRequest {
  Object[] getParams();
}
