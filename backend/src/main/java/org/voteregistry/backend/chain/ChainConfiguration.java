package org.voteregistry.backend.chain;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

  @Bean
  VoteIndex voteIndex(final VoteRegistryContract contract, final MeterRegistry meters) {
    return new FallbackVoteIndex(
        new PluginVoteIndex(contract), new EventLogVoteIndex(contract), meters);
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
