package org.voteregistry.ballot;

/** Why a message of the protocol is refused. The names are stable: other modules report them. */
public enum Reason {
  /** The bytes are no JSON text, or one beyond the limits of this reader. */
  MALFORMED_JSON,
  /** A member is missing, unexpected or of the wrong type. */
  MALFORMED_FIELD,
  /** The message means something, but is not written in the one form that is hashed. */
  NOT_CANONICAL,
  /** A number is not in canonical base 10, or outside its range. */
  NUMBER_OUT_OF_RANGE,
  /** A number is no element of the group, that is, of the subgroup of order q. */
  NOT_IN_GROUP,
  /** The message is valid Belenios, but uses a part that this implementation does not offer. */
  UNSUPPORTED,
  /** More bytes, digits, answers or votes than this implementation handles. */
  TOO_LARGE,

  /** A secret credential is not of the form that section 4.8 gives, or its checksum is wrong. */
  INVALID_SECRET_CREDENTIAL,
  /** A public credential stands on the roll twice. */
  DUPLICATE_CREDENTIAL,

  /** The ballot names another election. */
  WRONG_ELECTION_UUID,
  /** The ballot was made for other election parameters. */
  WRONG_ELECTION_HASH,
  /** The ballot's credential is not on the roll. */
  UNKNOWN_CREDENTIAL,
  /** The signature's hash is not the hash of the ballot. */
  WRONG_BALLOT_HASH,
  /** The ballot is not signed with its credential. */
  INVALID_SIGNATURE,
  /** The number of answers, choices or proofs is not the one that the questions ask for. */
  WRONG_SHAPE,
  /** A choice is not proven to be 0 or 1. */
  INVALID_INDIVIDUAL_PROOF,
  /** The number of choices is not proven to be within minimum and maximum. */
  INVALID_OVERALL_PROOF,
  /** It is not proven that the vote is either blank or not. */
  INVALID_BLANK_PROOF,
  /** The very same ballot was cast before. */
  REPLAYED_BALLOT,
  /** The choices do not answer the questions. */
  INVALID_SELECTION,

  /** A trustee did not prove that it knows its private key. */
  INVALID_PROOF_OF_KNOWLEDGE,
  /** A message between trustees is not signed by its sender, or not meant for its reader. */
  INVALID_TRUSTEE_MESSAGE,
  /** A trustee's certificate is not signed with its own key. */
  INVALID_CERTIFICATE,
  /** A secret, or a key made from it, does not match the published coefficients. */
  INVALID_VERIFICATION_KEY,
  /** A trustee is not among those of the election. */
  UNKNOWN_TRUSTEE,
  /** The election's public key is not the product of the trustees' keys. */
  WRONG_PUBLIC_KEY,

  /** A record of the archive is not written as the archive format demands. */
  MALFORMED_ARCHIVE,
  /** A record's name is not the hash of its content. */
  WRONG_RECORD_NAME,
  /** An event does not name the event before it, or has the wrong height. */
  BROKEN_CHAIN,
  /** An event stands where the protocol does not allow it. */
  WRONG_SEQUENCE,
  /** The data before an event are not the data that the event refers to. */
  WRONG_PAYLOAD,
  /** The archive does not continue the one that was recorded before. */
  NOT_A_CONTINUATION,

  /** The encrypted tally is not the product of the counted ballots. */
  WRONG_ENCRYPTED_TALLY,
  /** The number of counted ballots or their total weight is wrong. */
  WRONG_TALLY_SIZE,
  /** A decryption factor is not proven to be made with its trustee's key. */
  INVALID_DECRYPTION_PROOF,
  /** The same trustee's partial decryption appears twice. */
  DUPLICATE_DECRYPTION,
  /** Too few trustees have decrypted. */
  NOT_ENOUGH_DECRYPTIONS,
  /** The published counts are not what the partial decryptions give. */
  WRONG_RESULT
}
