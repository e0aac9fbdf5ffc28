package org.voteregistry.backend.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ProblemDetail;

/** Ends a request with an RFC 9457 problem; the message becomes its {@code detail}. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient ProblemType type;
  private final transient Map<String, Object> members = new LinkedHashMap<>();

  /**
   * A problem of that type.
   *
   * @param detail what was wrong with which value, and what to do; shown to the client
   */
  public ProblemException(final ProblemType type, final String detail) {
    // Expected answers, not failures: filling in a stack trace would be the dearest part of them.
    super(detail, null, false, false);
    this.type = type;
  }

  /** Adds a member to the problem document. */
  public ProblemException with(final String member, final Object value) {
    members.put(member, value);
    return this;
  }

  /** What kind of problem this is. */
  public ProblemType type() {
    return type;
  }

  /** The document to answer with. */
  public ProblemDetail toDetail() {
    final ProblemDetail detail = ProblemDetail.forStatusAndDetail(type.status(), getMessage());
    detail.setType(type.uri());
    detail.setTitle(type.title());
    members.forEach(detail::setProperty);
    return detail;
  }
}
