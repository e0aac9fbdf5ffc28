package org.voteregistry.backend.ballot;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.voteregistry.backend.election.ElectionSetup;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the form of a ballot: one JSON object in UTF-8 without byte order mark, at most 32 levels
 * deep, no member twice, with the strings {@code election_uuid} and {@code credential}. The
 * document streams by; no tree is built of what a stranger sent.
 */
final class BallotParser {
  /** Longest ballot, in bytes. */
  static final int MOST_BYTES = ElectionSetup.LONGEST_BALLOT;

  private static final int DEEPEST = 32;
  private static final int LONGEST_NAME = 256;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(MOST_BYTES)
                  .maxNumberLength(MOST_BYTES)
                  .build())
          .build();

  private BallotParser() {}

  /**
   * Reads a ballot.
   *
   * @throws org.voteregistry.backend.problem.ProblemException {@link CastingProblems#MALFORMED}
   *     with the reason
   */
  static CastBallot parse(final byte[] bytes) {
    String electionUuid = null;
    String credential = null;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), utf8(bytes))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("a ballot is a JSON object");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "election_uuid" -> electionUuid = string(json, name);
          case "credential" -> credential = string(json, name);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw malformed("something follows the JSON object");
      }
    } catch (final JacksonException e) {
      throw malformed(
          "it is not JSON of the allowed depth without repeated members: "
              + e.getOriginalMessage());
    }
    return new CastBallot(
        bytes, present(electionUuid, "election_uuid"), present(credential, "credential"));
  }

  private static String utf8(final byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (final CharacterCodingException e) {
      throw malformed("its bytes are not UTF-8");
    }
  }

  private static String string(final JsonParser json, final String name) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw malformed("its member %s is not a string".formatted(name));
    }
    return json.getString();
  }

  private static String present(final String value, final String name) {
    if (value == null || value.isEmpty()) {
      throw malformed("it has no member %s".formatted(name));
    }
    return value;
  }

  private static RuntimeException malformed(final String reason) {
    return CastingProblems.MALFORMED.because("the ballot cannot be read: " + reason);
  }
}
