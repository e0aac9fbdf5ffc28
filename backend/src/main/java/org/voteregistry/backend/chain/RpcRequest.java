package org.voteregistry.backend.chain;

import java.util.List;

/**
 * One JSON-RPC request.
 *
 * @param params as they are written to JSON
 */
public record RpcRequest(String method, List<Object> params) {
  /** A request with these parameters. */
  public static RpcRequest of(final String method, final Object... params) {
    return new RpcRequest(method, List.of(params));
  }
}
