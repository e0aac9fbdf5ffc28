package org.voteregistry.backend.ballot;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Voting")
class CastingController {
  private final Casting casting;

  CastingController(final Casting casting) {
    this.casting = casting;
  }

  /** The body is read as bytes: the vote hash is the hash of exactly these. */
  @PostMapping(
      path = "/api/votes/submit",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Casts a ballot",
      description =
          "202 when the ballot is durable and will be recorded; 200 with the same answer when it"
              + " was accepted before.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object", description = "at most 64 KiB"))))
  ResponseEntity<Receipt> submit(final HttpServletRequest request) throws IOException {
    final Casting.Outcome outcome = casting.cast(read(request));
    return ResponseEntity.status(outcome.first() ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .body(Receipt.of(outcome));
  }

  private static byte[] read(final HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() <= BallotParser.MOST_BYTES) {
      final byte[] bytes = request.getInputStream().readNBytes(BallotParser.MOST_BYTES + 1);
      if (bytes.length <= BallotParser.MOST_BYTES) {
        return bytes;
      }
    }
    throw CastingProblems.TOO_LARGE.because(
        "a ballot has at most %d bytes".formatted(BallotParser.MOST_BYTES));
  }

  /**
   * What the voter keeps.
   *
   * @param reference what to write down
   * @param voteHash SHA-256 of the ballot's bytes, 64 hexadecimal digits
   * @param status {@code accepted}; the transaction status tells how it goes on
   */
  record Receipt(
      String reference, String voteHash, String electionUuid, String status, Instant acceptedAt) {
    static Receipt of(final Casting.Outcome outcome) {
      return new Receipt(
          outcome.hash().reference().text(),
          outcome.hash().toString(),
          outcome.electionUuid(),
          "accepted",
          outcome.acceptedAt());
    }
  }
}
