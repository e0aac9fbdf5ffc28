package org.hyperledger.besu.plugin.services.rpc;

/** A JSON-RPC error. */
public interface RpcMethodError {
  int getCode();

  String getMessage();
}
