package org.voteregistry.backend.chain;

import tools.jackson.databind.JsonNode;

/** What a node answered to one request. */
public sealed interface RpcAnswer {
  /**
   * The {@code result} member; JSON null where the node knows no such thing.
   *
   * @param value never a Java null
   */
  record Result(JsonNode value) implements RpcAnswer {}

  /**
   * The {@code error} member.
   *
   * @param data 0x and hex, or empty
   */
  record Refusal(int code, String message, String data) implements RpcAnswer {}
}
