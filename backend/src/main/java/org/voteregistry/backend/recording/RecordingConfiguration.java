package org.voteregistry.backend.recording;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.ValidatorPool;

/** Hands a term its collaborators. */
@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {
  @Bean
  RecorderTerm.Parts recorderParts(
      final ValidatorPool pool,
      final ChainAccounts accounts,
      final ChainPreparation preparation,
      final TransactionOutbox outbox,
      final Boards boards,
      final ChainElections elections,
      final ChainComparison comparison,
      final BoardRepair repair,
      final BatchFormer former,
      final ElectionTransactions electionTransactions,
      final TransactionSender sender,
      final Settlement settlement,
      final RecordingProperties properties) {
    return new RecorderTerm.Parts(
        pool,
        accounts,
        preparation,
        outbox,
        boards,
        elections,
        comparison,
        repair,
        former,
        electionTransactions,
        sender,
        settlement,
        properties);
  }
}
