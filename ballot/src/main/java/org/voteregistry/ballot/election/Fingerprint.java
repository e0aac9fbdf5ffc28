package org.voteregistry.ballot.election;

import java.util.Base64;
import java.util.HexFormat;
import org.voteregistry.ballot.group.ChallengeHash;

/** Hashes of messages as the protocol writes them. */
public final class Fingerprint {
  private Fingerprint() {}

  /** 𝓗_json (specification 4.15): SHA-256 in base 64 without padding, 43 characters. */
  public static String base64(final byte[] message) {
    return Base64.getEncoder().withoutPadding().encodeToString(ChallengeHash.sha256(message));
  }

  /** ℍ (specification 4.2): SHA-256 in hexadecimal, 64 lower-case characters. */
  public static String hex(final byte[] message) {
    return HexFormat.of().formatHex(ChallengeHash.sha256(message));
  }
}
