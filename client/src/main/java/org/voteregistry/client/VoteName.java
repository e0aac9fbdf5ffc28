package org.voteregistry.client;

import org.voteregistry.proofs.Reference;
import org.voteregistry.proofs.VoteHash;

/** A vote as a person names it: by reference or by hash. */
final class VoteName {
  private VoteName() {}

  /**
   * The form that the votes index understands.
   *
   * @throws CommandFailed when it is neither
   */
  static String parse(final String typed) {
    try {
      return typed.matches("(0[xX])?[0-9a-fA-F]{64}")
          ? "0x" + VoteHash.parse(typed)
          : Reference.parse(typed).text();
    } catch (final IllegalArgumentException e) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "%s is neither a reference (VR- and 16 characters) nor a vote hash (64 hexadecimal digits)"
              .formatted(typed));
    }
  }
}
