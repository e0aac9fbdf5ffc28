package org.voteregistry.besu;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the deterministic deployment puts VoteRegistry; packaged from contracts/deployment.json.
 */
final class DefaultContract {
  private static final Pattern ADDRESS =
      Pattern.compile("\"VoteRegistry\"[^}]*?\"(0x[0-9a-fA-F]{40})\"");

  private DefaultContract() {}

  /** {@code 0x} and 40 lower-case digits. */
  static String address() {
    try (InputStream in = DefaultContract.class.getResourceAsStream("/deployment.json")) {
      if (in == null) {
        throw new IllegalStateException(
            "the plugin was packaged without deployment.json; name the contract with"
                + " --plugin-votes-contract");
      }
      final Matcher address =
          ADDRESS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (!address.find()) {
        throw new IllegalStateException("deployment.json names no address of VoteRegistry");
      }
      return address.group(1).toLowerCase(Locale.ROOT);
    } catch (final IOException e) {
      throw new IllegalStateException("deployment.json cannot be read", e);
    }
  }
}
