package org.voteregistry.client.console;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.InputFile;

/** Messages of the protocol in files. A refusal names the file. */
public final class Document {
  /** A roll of 100,000 voters has 62 MB. */
  private static final long LONGEST = 1L << 30;

  private static final byte LINE_FEED = '\n';

  private Document() {}

  /** The one message in a file, without the line feed that programs end a file with. */
  public static byte[] bytes(final Path file) {
    final byte[] content = InputFile.bytes(file, LONGEST);
    int length = content.length;
    while (length > 0 && (content[length - 1] == LINE_FEED || content[length - 1] == '\r')) {
      length--;
    }
    return length == content.length ? content : Arrays.copyOf(content, length);
  }

  /** Reads the one message in a file. */
  public static <T> T read(final Path file, final Function<byte[], T> reader) {
    return parse(file.toString(), bytes(file), reader);
  }

  /** Reads files of one message a line, in the order given: one file of all, or a file each. */
  public static <T> List<T> readLines(final List<Path> files, final Function<byte[], T> reader) {
    return files.stream()
        .flatMap(
            file ->
                new String(bytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(
                        line ->
                            parse(file.toString(), line.getBytes(StandardCharsets.UTF_8), reader)))
        .toList();
  }

  /** Reads a message that came from somewhere. */
  public static <T> T parse(
      final String origin, final byte[] content, final Function<byte[], T> reader) {
    try {
      return reader.apply(content);
    } catch (final Refusal refusal) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "%s is refused (%s): %s".formatted(origin, refusal.reason(), refusal.getMessage()));
    }
  }

  /** A message as a line of a file. */
  public static byte[] line(final byte[] message) {
    final byte[] line = Arrays.copyOf(message, message.length + 1);
    line[message.length] = LINE_FEED;
    return line;
  }
}
