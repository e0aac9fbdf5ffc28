package org.voteregistry.backend.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem where there is no controller to throw it: in a filter. */
@Component
public class ProblemWriter {
  private final JsonMapper json;

  /** Writes with the mapper that controllers answer with. */
  public ProblemWriter(final JsonMapper json) {
    this.json = json;
  }

  /** Sets status, content type and body of the response. */
  public void write(final HttpServletResponse response, final ProblemException problem)
      throws IOException {
    response.setStatus(problem.type().status().value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem.toDetail()));
  }
}
