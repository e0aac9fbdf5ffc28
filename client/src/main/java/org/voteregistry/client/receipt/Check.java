package org.voteregistry.client.receipt;

/**
 * One thing that was looked at.
 *
 * @param name stable, for programs
 * @param ok whether it holds
 * @param why what was found
 */
public record Check(String name, boolean ok, String why) {
  static Check of(final String name, final boolean ok, final String holds, final String fails) {
    return new Check(name, ok, ok ? holds : fails);
  }
}
