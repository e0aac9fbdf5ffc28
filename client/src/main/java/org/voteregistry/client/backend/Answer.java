package org.voteregistry.client.backend;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the service answered.
 *
 * @param status of HTTP
 * @param body as received
 * @param retryAfter when the service wants to be asked again, where it says so
 */
public record Answer(int status, byte[] body, Optional<Duration> retryAfter) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "urn:vote-registry:problem:";

  /** Whether the service did what it was asked. */
  public boolean ok() {
    return status / 100 == 2;
  }

  /** A text member of the JSON body, or an empty string. */
  public String text(final String member) {
    return json().path(member).asString("");
  }

  /** The stable name of the problem (RFC 9457), such as {@code already-voted}, or nothing. */
  public String problem() {
    final String type = text("type");
    return type.startsWith(PROBLEM) ? type.substring(PROBLEM.length()) : "";
  }

  /** What went wrong, for people. */
  public String explanation() {
    final String detail = text("detail");
    final String reasons =
        StreamSupport.stream(json().path("errors").spliterator(), false)
            .map(
                error ->
                    error.path("member").asString("") + " " + error.path("reason").asString(""))
            .collect(Collectors.joining("; "));
    final String reason = text("reason");
    return "%d %s%s%s%s"
        .formatted(
            status,
            problem(),
            detail.isEmpty() ? "" : ": " + detail,
            reason.isEmpty() ? "" : " (" + reason + ")",
            reasons.isEmpty() ? "" : " [" + reasons + "]");
  }

  private JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (final JacksonException e) {
      // A page of a proxy, say: it has no members.
      return MissingNode.getInstance();
    }
  }
}
