package org.voteregistry.backend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The service: elections, casting and recording. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class VoteRegistryApplication {
  /** Starts the service; see docs/api.md for its properties. */
  public static void main(final String[] args) {
    SpringApplication.run(VoteRegistryApplication.class, args);
  }
}
