package org.voteregistry.backend.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.settings.Secrets;

/** The administrator's token in {@code data/secrets/admin-token}, written by the first start. */
@Component
class AdminToken {
  private static final String NAME = "admin-token";
  private final byte[] token;
  private final Path file;

  AdminToken(final Secrets secrets) {
    token = secrets.token(NAME).getBytes(StandardCharsets.UTF_8);
    file = secrets.file(NAME);
  }

  /** Compares in time that does not depend on where the two differ. */
  boolean matches(final String presented) {
    return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
  }

  /** Where the operator finds it; the path below the data folder only, since clients see it. */
  String place() {
    return "secrets/" + file.getFileName();
  }
}
