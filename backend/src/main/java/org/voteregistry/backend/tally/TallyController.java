package org.voteregistry.backend.tally;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.voteregistry.backend.election.PublishedElections;
import org.voteregistry.backend.tally.TallyTable.StoredResult;
import org.voteregistry.ballot.election.ElectionParameters;
import org.voteregistry.ballot.tally.ElectionResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tally")
class TallyController {
  private final PublishedElections elections;
  private final EncryptedTallies encrypted;
  private final Tallies tallies;
  private final TallyTable table;
  private final JsonMapper json;

  TallyController(
      final PublishedElections elections,
      final EncryptedTallies encrypted,
      final Tallies tallies,
      final TallyTable table,
      final JsonMapper json) {
    this.elections = elections;
    this.encrypted = encrypted;
    this.tallies = tallies;
    this.table = table;
    this.json = json;
  }

  @GetMapping("/api/elections/{uuid}/encrypted-tally")
  @Operation(
      summary = "The product of all recorded ballots of a closed election",
      description = "What trustees decrypt their part of; Belenios, byte for byte.")
  ResponseEntity<byte[]> encryptedTally(@PathVariable final String uuid) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(encrypted.of(uuid).tally());
  }

  /**
   * A trustee's part.
   *
   * @param owner the trustee's number, from 1
   * @param partialDecryption Belenios partial decryption (specification 4.18)
   */
  record Decryption(@NotNull Integer owner, @NotNull JsonNode partialDecryption) {}

  @PostMapping(
      path = "/api/elections/{uuid}/partial-decryptions",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Stores a trustee's partial decryption (administrator)")
  ResponseEntity<DecryptionView> decrypt(
      @PathVariable final String uuid, @RequestBody @Valid final Decryption decryption) {
    final boolean isNew =
        tallies.decrypt(
            uuid, decryption.owner(), json.writeValueAsBytes(decryption.partialDecryption()));
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(new DecryptionView(uuid, decryption.owner()));
  }

  record DecryptionView(String electionUuid, int owner) {}

  @PostMapping("/api/elections/{uuid}/publish")
  @Operation(summary = "Computes the result and publishes it on chain (administrator)")
  ResponseEntity<ResultView> publish(@PathVariable final String uuid) {
    final StoredResult result = tallies.publish(uuid);
    return ResponseEntity.status(
            result.transaction().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .body(view(uuid, result));
  }

  @GetMapping("/api/votes/results")
  @Operation(summary = "The counts of an election, once its trustees have decrypted them")
  ResultView results(@RequestParam final String election) {
    elections.get(election);
    return view(
        election,
        table
            .result(election)
            .orElseThrow(
                () ->
                    TallyProblems.NO_RESULT.because(
                        "counts are known when the election is closed and its trustees have"
                            + " decrypted; before that nobody can know them")));
  }

  private ResultView view(final String uuid, final StoredResult stored) {
    final ElectionParameters parameters = ElectionParameters.read(elections.get(uuid).parameters());
    final ElectionResult result = ElectionResult.read(parameters, stored.body());
    return new ResultView(
        uuid,
        IntStream.range(0, parameters.questions().size())
            .mapToObj(i -> QuestionResult.of(parameters.questions().get(i), result.counts().get(i)))
            .toList(),
        result.counts(),
        HexFormat.of().formatHex(stored.hash()),
        stored.transaction().orElse(null),
        stored.block().orElse(null),
        stored.refusal().orElse(null));
  }
}
