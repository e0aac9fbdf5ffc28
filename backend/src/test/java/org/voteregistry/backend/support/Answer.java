package org.voteregistry.backend.support;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** The text of a member, or null when it is absent. */
  public String text(final String member) {
    final JsonNode value = json().get(member);
    return value == null ? null : value.asString();
  }

  /** Last part of the problem's type. */
  public String problem() {
    if (!headers.firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
      return "no problem, but " + status + " " + new String(body, StandardCharsets.UTF_8);
    }
    return text("type").replace("urn:vote-registry:problem:", "");
  }
}
