package org.voteregistry.backend.support;

import org.springframework.boot.SpringApplication;
import org.voteregistry.backend.VoteRegistryApplication;

/** The service as a process of its own, with the recorder that needs no chain. */
public final class VoteRegistryWithInstantRecording {
  private VoteRegistryWithInstantRecording() {}

  public static void main(final String[] args) {
    SpringApplication.run(
        new Class<?>[] {VoteRegistryApplication.class, InstantRecording.class}, args);
  }
}
