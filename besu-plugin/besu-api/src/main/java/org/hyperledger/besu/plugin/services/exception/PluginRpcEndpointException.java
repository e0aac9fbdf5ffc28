package org.hyperledger.besu.plugin.services.exception;

import org.hyperledger.besu.plugin.services.rpc.RpcMethodError;

/** What a method throws to answer with an error. */
public class PluginRpcEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PluginRpcEndpointException(final RpcMethodError rpcMethodError, final String data) {
    super(rpcMethodError.getMessage() + data);
  }
}
