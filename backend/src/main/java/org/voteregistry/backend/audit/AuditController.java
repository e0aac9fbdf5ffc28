package org.voteregistry.backend.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/audit/elections", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit")
class AuditController {
  private final ElectionAudits audits;

  AuditController(final ElectionAudits audits) {
    this.audits = audits;
  }

  @GetMapping("/{uuid}")
  @Operation(
      summary = "Compares the election's board with the chain",
      description =
          "Board hash over the recorded votes, closing, result and turnout per hour, as a validator"
              + " has them. An answer may be some seconds old.")
  AuditView audit(@PathVariable final String uuid) throws Exception {
    return audits.of(uuid);
  }
}
