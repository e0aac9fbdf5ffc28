package org.voteregistry.backend.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.backend.support.Answer;
import org.voteregistry.backend.support.BackendTest;

class ProblemsTest extends BackendTest {
  @Test
  void aProblemHasTypeTitleStatusAndDetail() {
    final Answer answer = api.get("/api/elections/11111111111111");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.text("type")).isEqualTo("urn:vote-registry:problem:election-unknown");
    assertThat(answer.text("title")).isEqualTo("There is no such election");
    assertThat(answer.json().get("status").asInt()).isEqualTo(404);
    assertThat(answer.text("detail")).contains("11111111111111");
  }

  @Test
  void anAddressWithoutAnythingIsNotFound() {
    assertThat(api.get("/nothing").problem()).isEqualTo("not-found");
    assertThat(api.get("/api/nothing").status()).isEqualTo(404);
  }

  @Test
  void aMethodThatTheAddressDoesNotHaveIsNotAllowed() {
    final Answer answer = api.get("/api/votes/submit");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void aFormThatCannotBeAnsweredIsNotAcceptable() {
    final Answer answer =
        api.send(api.request("/api/elections").header("Accept", "image/png").GET());
    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.problem()).isEqualTo("not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/elections/..%2f", "/api//elections", "/api/elections;x=1"})
  void whatIsRefusedBeforeAnyControllerIsAProblemToo(final String path) {
    final Answer answer = api.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("bad-request");
  }

  @Test
  void invalidMembersAreListed() {
    final Answer answer =
        api.adminPost(
            "/api/elections",
            """
            {"name":"","questions":[{"question":"Q","answers":["A"],"min":0}],
             "opensAt":"2027-05-01T08:00:00Z","closesAt":"2027-05-02T08:00:00Z"}""");
    assertThat(answer.json().get("errors").findValuesAsString("member"))
        .containsExactlyInAnyOrder("name", "questions[0].max");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/elections",
    "PUT,/api/elections/11111111111111/roll",
    "POST,/api/elections/11111111111111/open",
    "POST,/api/elections/11111111111111/close",
    "GET,/api/admin/anything",
    "DELETE,/api/elections/11111111111111",
    "POST,/api/nothing"
  })
  void administrationNeedsTheToken(final String method, final String path) {
    final Answer answer =
        api.send(
            api.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{}")));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthorized");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.text("detail")).contains("secrets/admin-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic YTpi"})
  void aWrongTokenDoesNotAdminister(final String header) {
    final Answer answer =
        api.send(
            api.request("/api/elections")
                .header("Authorization", header)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(answer.problem()).isEqualTo("unauthorized");
  }

  @Test
  void theSchemeOfTheTokenHasNoCase() throws Exception {
    final String token =
        java.nio.file.Files.readString(DATA.resolve("secrets/admin-token")).strip();
    assertThat(
            api.send(
                    api.request("/api/admin/nothing")
                        .header("Authorization", "bEaReR " + token)
                        .GET())
                .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ready", "/actuator/prometheus", "/v3/api-docs"})
  void operatorsAndDevelopersReadWithoutToken(final String path) {
    assertThat(api.get(path).status()).isEqualTo(200);
  }

  @Test
  void theHealthOfEachPartIsShownWithoutDetails() {
    final var parts = api.get("/health").json().get("components");
    assertThat(parts.at("/db/status").asString()).isEqualTo("UP");
    assertThat(parts.get("db").has("details")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator", "/actuator/env", "/env", "/beans", "/heapdump", "/actuator/health"})
  void nothingElseOfTheActuatorIsShown(final String path) {
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void theApiDescriptionHasThePathsAndNotTheErrorPage() {
    final var paths = api.get("/v3/api-docs").json().get("paths");
    assertThat(paths.propertyNames())
        .contains("/api/elections", "/api/elections/{uuid}/open", "/api/votes/submit")
        .doesNotContain("/error");
  }

  @Test
  void acceptedBallotsAreCounted() {
    assertThat(
            new String(
                api.get("/actuator/prometheus").body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("voteregistry_ballots_accepted_total");
  }
}
