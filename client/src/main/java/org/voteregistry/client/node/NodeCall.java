package org.voteregistry.client.node;

import java.util.List;
import java.util.Map;

/**
 * One JSON-RPC call; equal calls have equal answers within one look at the chain.
 *
 * @param method such as eth_getBlockByNumber
 * @param parameters as JSON has them: strings, booleans, lists and maps
 */
public record NodeCall(String method, List<Object> parameters) {
  /** Copies the parameters. */
  public NodeCall {
    parameters = List.copyOf(parameters);
  }

  /** A call with these parameters. */
  public static NodeCall of(final String method, final Object... parameters) {
    return new NodeCall(method, List.of(parameters));
  }

  /**
   * Reads from a contract at the newest block.
   *
   * @param data 0x and the call's ABI encoding
   */
  public static NodeCall contract(final String address, final String data) {
    return of("eth_call", Map.of("to", address, "data", data), "latest");
  }
}
