package org.voteregistry.besu.index;

/** A vote and the batch that recorded it. */
public record FoundVote(Vote vote, BatchContent content) {
  /** The batch alone. */
  public Batch batch() {
    return content.batch();
  }
}
