package org.voteregistry.client.archive;

/** Texts of an archive, whose author may be a stranger, on a terminal. */
public final class Printable {
  private Printable() {}

  /** The text in one line, without the control characters that could steer a terminal. */
  public static String line(final String text) {
    final StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              final int type = Character.getType(c);
              final boolean shown =
                  type != Character.CONTROL
                      && type != Character.FORMAT
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR
                      && type != Character.SURROGATE;
              line.appendCodePoint(shown ? c : ' ');
            });
    return line.toString();
  }
}
