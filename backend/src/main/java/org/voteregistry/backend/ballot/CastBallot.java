package org.voteregistry.backend.ballot;

import org.voteregistry.proofs.VoteHash;

/**
 * A ballot as it arrived: well-formed JSON that names its election and its credential. Nothing else
 * about it is known to be true.
 */
public final class CastBallot {
  private final byte[] bytes;
  private final VoteHash hash;
  private final String electionUuid;
  private final String credential;

  CastBallot(final byte[] bytes, final String electionUuid, final String credential) {
    this.bytes = bytes;
    this.hash = VoteHash.ofBallot(bytes);
    this.electionUuid = electionUuid;
    this.credential = credential;
  }

  /** A copy of the bytes, exactly as they were sent. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** SHA-256 of the bytes. */
  public VoteHash hash() {
    return hash;
  }

  /** Member {@code election_uuid}. */
  public String electionUuid() {
    return electionUuid;
  }

  /** Member {@code credential}: the public credential that the ballot claims to be signed with. */
  public String credential() {
    return credential;
  }

  /** Without content: which credential voted when is nobody's business. */
  @Override
  public String toString() {
    return "ballot of " + bytes.length + " bytes";
  }
}
