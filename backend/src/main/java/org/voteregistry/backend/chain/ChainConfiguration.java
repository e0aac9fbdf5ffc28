package org.voteregistry.backend.chain;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.voteregistry.backend.settings.Secrets;

/** The parts of this package that other packages use. */
@Configuration(proxyBeanMethods = false)
class ChainConfiguration {
  @Bean
  ValidatorPool validatorPool(final ChainProperties properties, final MeterRegistry meters) {
    return new ValidatorPool(
        properties,
        new ChainObserver() {
          @Override
          public void failedOver(final String fromNode, final String toNode) {
            meters.counter("voteregistry.chain.failovers").increment();
          }
        });
  }

  /** For whoever doubts what an index says. */
  @Bean
  EventLogVoteIndex eventLogs(final VoteRegistryContract contract) {
    return new EventLogVoteIndex(contract);
  }

  @Bean
  @Primary
  VoteIndex voteIndex(
      final VoteRegistryContract contract,
      final EventLogVoteIndex eventLogs,
      final MeterRegistry meters) {
    return new FallbackVoteIndex(new PluginVoteIndex(contract), eventLogs, meters);
  }

  @Bean
  ChainAccounts chainAccounts(final Secrets secrets) {
    return new ChainAccounts(
        ChainAccount.ofKey(secrets.token("recorder-key")),
        ChainAccount.ofKey(secrets.token("election-administrator-key")));
  }

  @Bean
  ContractProvisioning contractProvisioning(
      final ValidatorPool pool, final ChainAccounts accounts, final ChainProperties properties) {
    return new ContractProvisioning(pool, accounts, properties.adminKeyFile());
  }
}
