package org.voteregistry.client.node;

import tools.jackson.databind.JsonNode;

/**
 * What a node says to one call: either a result or an error.
 *
 * @param result JSON null when there is none
 * @param error the node's message, or null
 */
public record NodeAnswer(JsonNode result, String error) {
  /** Whether there is something. */
  public boolean isPresent() {
    return error == null && !result.isNull() && !result.isMissingNode();
  }

  /** The result where it is a string, else empty. */
  public String text() {
    return error == null && result.isString() ? result.stringValue() : "";
  }
}
