package org.voteregistry.backend.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What audits may cost: they are public.
 *
 * @param keepFor how old an answer may be that is given again
 */
@ConfigurationProperties("voteregistry.audit")
record AuditProperties(@DefaultValue("5s") Duration keepFor) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when it is outside
   */
  AuditProperties {
    if (keepFor.isNegative()) {
      throw new IllegalArgumentException("voteregistry.audit.keep-for is not negative");
    }
  }
}
