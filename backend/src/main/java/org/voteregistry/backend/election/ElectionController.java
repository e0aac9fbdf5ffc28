package org.voteregistry.backend.election;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.problem.ProblemType;

@RestController
@RequestMapping(path = "/api/elections", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Elections")
class ElectionController {
  private static final int LONGEST_PAGE = 200;
  private final Elections elections;
  private final Rolls rolls;
  private final ElectionTrustees trustees;

  ElectionController(
      final Elections elections, final Rolls rolls, final ElectionTrustees trustees) {
    this.elections = elections;
    this.rolls = rolls;
    this.trustees = trustees;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Creates a draft (administrator)")
  ResponseEntity<ElectionView> create(@RequestBody @Valid final ElectionDraft draft) {
    final ElectionRecord created = elections.create(draft);
    return ResponseEntity.created(URI.create("/api/elections/" + created.uuid()))
        .body(ElectionView.of(created));
  }

  @GetMapping
  @Operation(summary = "Lists elections, the newest first")
  ElectionPage list(
      @RequestParam(defaultValue = "50") final int limit,
      @RequestParam(required = false) final String cursor) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw ProblemType.BAD_REQUEST.because(
          "limit is 1 to %d; got %d".formatted(LONGEST_PAGE, limit));
    }
    // One more than asked for tells whether another page follows.
    final List<ElectionRecord> found = elections.page(position(cursor), limit + 1);
    final List<ElectionRecord> page = found.subList(0, Math.min(limit, found.size()));
    return new ElectionPage(
        page.stream().map(ElectionView::of).toList(),
        found.size() > limit ? ElectionCursor.after(page.getLast()).text() : null);
  }

  @GetMapping("/{uuid}")
  @Operation(summary = "Shows an election")
  ElectionView get(@PathVariable final String uuid) {
    return ElectionView.of(elections.get(ElectionUuid.ofRequest(uuid)));
  }

  @GetMapping("/{uuid}/candidates")
  @Operation(summary = "Shows the questions and their answers")
  Candidates candidates(@PathVariable final String uuid) {
    final List<Question> questions =
        elections.get(ElectionUuid.ofRequest(uuid)).content().questions();
    return new Candidates(
        uuid,
        IntStream.range(0, questions.size())
            .mapToObj(i -> NumberedQuestion.of(i, questions.get(i)))
            .toList());
  }

  @GetMapping("/{uuid}/manifest")
  @Operation(
      summary = "The frozen setup, byte for byte",
      description = "SHA-256 of the answer's bytes is the manifest hash on chain.")
  ResponseEntity<byte[]> manifest(@PathVariable final String uuid) {
    return document(
        elections.get(ElectionUuid.ofRequest(uuid)).manifest(),
        "a draft has no manifest; it gets one when it is opened");
  }

  @GetMapping("/{uuid}/roll")
  @Operation(
      summary = "The roll of public credentials, byte for byte",
      description = "SHA-256 of the answer's bytes is the roll hash on chain.")
  void roll(@PathVariable final String uuid, final HttpServletResponse response)
      throws IOException {
    final ElectionUuid election = elections.get(ElectionUuid.ofRequest(uuid)).uuid();
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    rolls.copyTo(election, response.getOutputStream());
  }

  @PutMapping(path = "/{uuid}/roll", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Replaces the roll of a draft (administrator)",
      description = "The body is a JSON array of public credentials, at most 1,000,000.")
  ElectionView replaceRoll(@PathVariable final String uuid, final HttpServletRequest request)
      throws IOException {
    return ElectionView.of(rolls.replace(ElectionUuid.ofRequest(uuid), request.getInputStream()));
  }

  @PutMapping(path = "/{uuid}/trustees", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Replaces the trustees of a draft (administrator)",
      description =
          "The body is a Belenios trustees document: mandatory trustees, or a set with a threshold.")
  ElectionView replaceTrustees(@PathVariable final String uuid, final HttpServletRequest request)
      throws IOException {
    final byte[] body = request.getInputStream().readNBytes(ElectionTrustees.MOST_BYTES + 1);
    if (body.length > ElectionTrustees.MOST_BYTES) {
      throw ProblemType.TOO_LARGE.because(
          "the trustees have at most %d bytes".formatted(ElectionTrustees.MOST_BYTES));
    }
    return ElectionView.of(trustees.replace(ElectionUuid.ofRequest(uuid), body));
  }

  @GetMapping("/{uuid}/trustees")
  @Operation(summary = "The trustees, byte for byte")
  ResponseEntity<byte[]> trustees(@PathVariable final String uuid) {
    return document(
        elections.get(ElectionUuid.ofRequest(uuid)).trustees(),
        "the election's trustees are not known yet");
  }

  @GetMapping("/{uuid}/parameters")
  @Operation(
      summary = "The Belenios election parameters, byte for byte",
      description = "What ballots are encrypted with; their hash is in the manifest.")
  ResponseEntity<byte[]> parameters(@PathVariable final String uuid) {
    return document(
        elections.get(ElectionUuid.ofRequest(uuid)).parameters(),
        "an election has parameters from its opening on, unless its ballots are in the clear");
  }

  private static ResponseEntity<byte[]> document(final Optional<byte[]> json, final String absent) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(json.orElseThrow(() -> ProblemType.NOT_FOUND.because(absent)));
  }

  @PostMapping("/{uuid}/open")
  @Operation(summary = "Freezes a draft and creates the election on chain (administrator)")
  ResponseEntity<ElectionView> open(@PathVariable final String uuid) {
    return asked(elections.open(ElectionUuid.ofRequest(uuid)), ElectionState.OPENING);
  }

  @PostMapping("/{uuid}/close")
  @Operation(summary = "Stops casting and closes the election on chain (administrator)")
  ResponseEntity<ElectionView> close(@PathVariable final String uuid) {
    return asked(elections.close(ElectionUuid.ofRequest(uuid)), ElectionState.CLOSING);
  }

  private static ResponseEntity<ElectionView> asked(
      final ElectionRecord election, final ElectionState underWay) {
    return ResponseEntity.status(election.state() == underWay ? HttpStatus.ACCEPTED : HttpStatus.OK)
        .body(ElectionView.of(election));
  }

  private static ElectionCursor position(final String cursor) {
    if (cursor == null) {
      return ElectionCursor.start();
    }
    try {
      return ElectionCursor.parse(cursor);
    } catch (final IllegalArgumentException e) {
      throw ProblemType.BAD_REQUEST.because(
          "cursor is the nextCursor of an earlier answer; leave it out to start");
    }
  }

  /** A page; {@code nextCursor} is absent on the last one. */
  record ElectionPage(List<ElectionView> elections, String nextCursor) {}

  record Candidates(String electionUuid, List<NumberedQuestion> questions) {}

  record NumberedQuestion(
      int index, String question, List<String> answers, int min, int max, boolean blank) {
    static NumberedQuestion of(final int index, final Question question) {
      return new NumberedQuestion(
          index,
          question.question(),
          question.answers(),
          question.min(),
          question.max(),
          question.blank());
    }
  }
}
