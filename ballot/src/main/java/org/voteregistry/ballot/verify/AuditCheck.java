package org.voteregistry.ballot.verify;

/**
 * The checks of the audit (specification 3.5), in the order of an election. The section is the one
 * that defines what is checked.
 */
public enum AuditCheck {
  /** Header, record headers, sizes and padding are as the format demands. */
  ARCHIVE_FORMAT("4.4", "the archive is well formed"),
  /** Each record is named after the hash of its content. */
  RECORD_NAMES("4.4", "each record is named after its hash"),
  /** Each event names the hash and follows the height of the event before it. */
  EVENT_CHAIN("4.4", "the events form a hash chain"),
  /** Events come in the order of the protocol. */
  EVENT_SEQUENCE("4.4", "the events come in the order of the protocol"),
  /** Each event stands after exactly the data that it refers to. */
  EVENT_PAYLOADS("4.4", "each event stands after the data that it refers to"),
  /** The archive contains an archive that was recorded before. */
  CONTINUATION("3.5.1", "the archive continues the recorded one"),
  /** The setup names the election, the trustees and the credentials of the archive. */
  SETUP("4.10", "the setup names election, trustees and credentials"),
  /** The election parameters are well formed and the public key lies in the group. */
  ELECTION("4.10", "the election parameters are valid"),
  /** Every trustee proved that it knows its key; certificates and threshold keys are valid. */
  TRUSTEES("4.5 to 4.7", "the trustees' keys are proven"),
  /** The election's public key is the product of the trustees' keys. */
  PUBLIC_KEY("3.1.1", "the public key is made of the trustees' keys"),
  /** The credentials lie in the group and are distinct. */
  CREDENTIALS("4.8", "the public credentials are valid and distinct"),
  /** Ballots are well formed, canonical, and have as many parts as the questions ask for. */
  BALLOT_FORM("4.15", "the ballots are canonical and answer the questions"),
  /** Ballots belong to this election. */
  BALLOT_ELECTION("4.15", "the ballots were made for this election"),
  /** Ballots use a credential of the roll. */
  BALLOT_CREDENTIAL("3.2", "the ballots' credentials are on the roll"),
  /** Ballots are signed with their credential. */
  BALLOT_SIGNATURE("4.14", "the ballots are signed with their credentials"),
  /** Each choice lies in the group and is proven to be 0 or 1. */
  BALLOT_CHOICES("4.12", "each choice is proven to be 0 or 1"),
  /** Where blank votes are allowed: the vote is proven to be either blank or not. */
  BALLOT_BLANK("4.13", "each vote is proven to be either blank or not"),
  /** The number of choices is proven to be within bounds. */
  BALLOT_OVERALL("4.11", "the number of choices is proven to be within bounds"),
  /** No ballot appears twice. */
  BALLOT_REPLAY("3.5.1", "no ballot appears twice"),
  /** Number and total weight of the counted ballots are right. */
  TALLY_SIZE("4.16", "number and weight of the counted ballots are right"),
  /** The encrypted tally is the product of the counted ballots. */
  TALLY_PRODUCT("4.16", "the encrypted tally is the product of the counted ballots"),
  /** Partial decryptions belong to a trustee, one to each. */
  DECRYPTION_OWNER("4.18", "each partial decryption belongs to one trustee"),
  /** Decryption factors lie in the group and are proven. */
  DECRYPTION_PROOFS("4.18", "the decryption factors are proven"),
  /** Enough trustees have decrypted. */
  DECRYPTION_THRESHOLD("4.19", "enough trustees have decrypted"),
  /** The counts are what the partial decryptions give. */
  RESULT("4.19", "the result is what the partial decryptions give");

  private final String section;
  private final String statement;

  AuditCheck(final String section, final String statement) {
    this.section = section;
    this.statement = statement;
  }

  /** The section of the specification. */
  public String section() {
    return section;
  }

  /** What holds if the check passes. */
  public String statement() {
    return statement;
  }
}
