package org.voteregistry.backend;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleBoundariesTest {
  @Test
  void packagesUseOnlyWhatTheyDeclare() {
    ApplicationModules.of(VoteRegistryApplication.class).verify();
  }
}
