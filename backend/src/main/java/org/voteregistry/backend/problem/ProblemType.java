package org.voteregistry.backend.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;

/**
 * A kind of problem: what a client may decide by. The URI {@code urn:vote-registry:problem:<name>}
 * is part of the API and stays; title and detail are for people and may change.
 *
 * @param name lower-case words joined by hyphens
 */
public record ProblemType(String name, HttpStatus status, String title) {
  private static final String PREFIX = "urn:vote-registry:problem:";

  /** The request is not understood: syntax, a missing or a wrong parameter. */
  public static final ProblemType BAD_REQUEST =
      new ProblemType("bad-request", HttpStatus.BAD_REQUEST, "The request cannot be understood");

  /** A member of the request's document has a value that is not allowed. */
  public static final ProblemType INVALID =
      new ProblemType("invalid", HttpStatus.UNPROCESSABLE_CONTENT, "A value is not allowed");

  /** An administrative request without the administrator's token. */
  public static final ProblemType UNAUTHORIZED =
      new ProblemType(
          "unauthorized", HttpStatus.UNAUTHORIZED, "The administrator's token is needed");

  /** Known, but not allowed. */
  public static final ProblemType FORBIDDEN =
      new ProblemType("forbidden", HttpStatus.FORBIDDEN, "This is not allowed");

  /** There is nothing at this path. */
  public static final ProblemType NOT_FOUND =
      new ProblemType("not-found", HttpStatus.NOT_FOUND, "There is nothing at this address");

  /** The path exists, for another method. */
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType(
          "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "The address has no such method");

  /** No representation fits the Accept header. */
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", HttpStatus.NOT_ACCEPTABLE, "No such form of the answer");

  /** The body is larger than the operation takes. */
  public static final ProblemType TOO_LARGE =
      new ProblemType("too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large");

  /** The body has a media type that the operation does not take. */
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType(
          "unsupported-media-type",
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "The body has an unknown media type");

  /** A part that the service depends on does not answer; the same request may succeed later. */
  public static final ProblemType UNAVAILABLE =
      new ProblemType(
          "unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The service is not able to answer now");

  /** A mistake of the service. */
  public static final ProblemType INTERNAL =
      new ProblemType("internal", HttpStatus.INTERNAL_SERVER_ERROR, "The service made a mistake");

  /** The {@code type} member. */
  public URI uri() {
    return URI.create(PREFIX + name);
  }

  /** The general problem of an HTTP status, for errors that come from the framework. */
  public static ProblemType of(final int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 422 -> INVALID;
      case 503 -> UNAVAILABLE;
      default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
    };
  }

  /** An exception that answers the request with this problem. */
  public ProblemException because(final String detail) {
    return new ProblemException(this, detail);
  }
}
