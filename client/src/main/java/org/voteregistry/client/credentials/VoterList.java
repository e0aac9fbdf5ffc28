package org.voteregistry.client.credentials;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.voteregistry.client.CommandFailed;
import org.voteregistry.client.ExitCodes;
import org.voteregistry.client.console.Document;

/** The registrar's list of voters: a line each, {@code id} or {@code id,weight}. */
final class VoterList {
  /** An id becomes the name of a file, so it must not lead out of its folder. */
  private static final Pattern LINE =
      Pattern.compile("([\\p{L}\\p{N}_@+][\\p{L}\\p{N}._@+-]{0,199})(?:\\s*,\\s*([1-9]\\d{0,9}))?");

  private VoterList() {}

  /** Voters without names: 1 to {@code count}, with as many digits each as the last one has. */
  static List<Voter> numbered(final int count) {
    final int digits = Integer.toString(count).length();
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new Voter(("%0" + digits + "d").formatted(i), 1))
        .toList();
  }

  static List<Voter> read(final Path file) {
    final List<String> lines =
        new String(Document.bytes(file), StandardCharsets.UTF_8).lines().toList();
    final List<Voter> voters = new ArrayList<>();
    final Set<String> ids = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      final String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      final Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw wrong(
            file, i, "id or id,weight was expected; an id has letters, digits and . _ - @ +");
      }
      if (!ids.add(matcher.group(1))) {
        throw wrong(file, i, matcher.group(1) + " is on the list already");
      }
      voters.add(
          new Voter(
              matcher.group(1), matcher.group(2) == null ? 1 : Long.parseLong(matcher.group(2))));
    }
    if (voters.isEmpty()) {
      throw new CommandFailed(ExitCodes.USAGE, file + " names no voter");
    }
    return voters;
  }

  private static CommandFailed wrong(final Path file, final int line, final String what) {
    return new CommandFailed(ExitCodes.USAGE, "%s, line %d: %s".formatted(file, line + 1, what));
  }
}
