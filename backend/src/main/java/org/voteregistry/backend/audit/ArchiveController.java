package org.voteregistry.backend.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/audit/elections")
@Tag(name = "Audit")
class ArchiveController {
  private static final String TAR = "application/x-tar";

  /** An export holds the whole roll in memory, about 620 bytes a voter. */
  private static final int AT_A_TIME = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Archives archives;
  private final FewAtATime limit = new FewAtATime(AT_A_TIME, PATIENCE, "exports of archives");

  ArchiveController(final Archives archives) {
    this.archives = archives;
  }

  @GetMapping(path = "/{uuid}/archive", produces = TAR)
  @Operation(
      summary = "The election's Belenios archive (.bel)",
      description = "belenios-tool election verify accepts it; ballots stand in serial order.")
  void archive(@PathVariable final String uuid, final HttpServletResponse response)
      throws Exception {
    // Through a file: a reader who is slow must not hold a connection of the database meanwhile.
    final Path file = Files.createTempFile("archive-", ".bel");
    try {
      limit.run(() -> write(uuid, file));
      response.setContentType(TAR);
      response.setContentLengthLong(Files.size(file));
      response.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          ContentDisposition.attachment().filename(uuid + ".bel").build().toString());
      Files.copy(file, response.getOutputStream());
    } finally {
      Files.delete(file);
    }
  }

  private Path write(final String uuid, final Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      archives.write(uuid, out);
    }
    return file;
  }
}
