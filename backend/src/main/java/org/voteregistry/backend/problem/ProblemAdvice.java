package org.voteregistry.backend.problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns every exception of a controller into a problem with a stable type. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> problem(final ProblemException exception) {
    final HttpHeaders headers = new HttpHeaders();
    if (exception.type().equals(ProblemType.UNAVAILABLE)) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer(exception.toDetail(), headers);
  }

  /**
   * The database is away or overloaded. Whether a commit that was under way took place is unknown,
   * and does not matter: repeating a request that was served gives the same answer.
   */
  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    RecoverableDataAccessException.class,
    TransactionSystemException.class,
    TransientDataAccessException.class
  })
  ResponseEntity<Object> databaseAway(final Exception exception) {
    LOG.warn("the database does not answer", exception);
    final HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "1");
    return answer(
        ProblemType.UNAVAILABLE
            .because("the database does not answer; send the same request again")
            .toDetail(),
        headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> mistake(final Exception exception) {
    LOG.error("unexpected failure of a request", exception);
    return answer(
        ProblemType.INTERNAL.because("the cause is in the service's log").toDetail(),
        new HttpHeaders());
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      final HttpMessageNotReadableException exception,
      final HttpHeaders headers,
      final HttpStatusCode status,
      final WebRequest request) {
    final String reason =
        exception.getCause() instanceof JacksonException json
            ? "the body is not the JSON document that belongs here: " + json.getOriginalMessage()
            : "the body is missing or cannot be read";
    return answer(ProblemType.BAD_REQUEST.because(reason).toDetail(), headers);
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      final MethodArgumentNotValidException exception,
      final HttpHeaders headers,
      final HttpStatusCode status,
      final WebRequest request) {
    final ProblemException problem =
        ProblemType.INVALID.because(
            "some members of the document have values that are not allowed");
    problem.with(
        "errors",
        exception.getBindingResult().getFieldErrors().stream()
            .map(error -> new InvalidMember(error.getField(), error.getDefaultMessage()))
            .toList());
    return answer(problem.toDetail(), headers);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      final Exception exception,
      final Object body,
      final HttpHeaders headers,
      final HttpStatusCode status,
      final WebRequest request) {
    final ProblemType type = ProblemType.of(status.value());
    final ProblemDetail detail =
        body instanceof ProblemDetail given ? given : ProblemDetail.forStatus(status);
    detail.setType(type.uri());
    detail.setTitle(type.title());
    return answer(detail, headers);
  }

  private static ResponseEntity<Object> answer(
      final ProblemDetail detail, final HttpHeaders headers) {
    return ResponseEntity.status(detail.getStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }

  private record InvalidMember(String member, String reason) {}
}
