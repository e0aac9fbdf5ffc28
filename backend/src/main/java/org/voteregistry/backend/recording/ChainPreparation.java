package org.voteregistry.backend.recording;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainException.WrongChain;
import org.voteregistry.backend.chain.ChainIdentity;
import org.voteregistry.backend.chain.ContractProvisioning;
import org.voteregistry.backend.chain.Quantity;
import org.voteregistry.backend.chain.ValidatorPool;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.recording.BatchFormer.SigningTerms;

/** Before anything is written: is it the right chain, and is the contract there and willing? */
@Component
class ChainPreparation {
  private static final String STORED = "select chain_id, genesis_hash from chain_identity";
  private static final String STORE =
      """
      insert into chain_identity (id, chain_id, genesis_hash, contract)
      values (1, :chain, :genesis, :contract)
      """;

  private final JdbcClient jdbc;
  private final RecorderLease lease;
  private final ValidatorPool pool;
  private final ContractProvisioning provisioning;
  private final VoteRegistryContract contract;

  ChainPreparation(
      final JdbcClient jdbc,
      final RecorderLease lease,
      final ValidatorPool pool,
      final ContractProvisioning provisioning,
      final VoteRegistryContract contract) {
    this.jdbc = jdbc;
    this.lease = lease;
    this.pool = pool;
    this.provisioning = provisioning;
    this.contract = contract;
  }

  /**
   * Checks or stores the chain's identity, deploys and grants what is missing.
   *
   * @throws WrongChain when the chain is not the one that this database belongs to
   */
  SigningTerms prepare(final Term term) {
    final Optional<ChainIdentity> stored = stored();
    stored.ifPresent(pool::require);
    final ChainIdentity actual = pool.identity();
    if (stored.isPresent() && !stored.get().equals(actual)) {
      throw new WrongChain(
          "the validators run chain id %d with genesis %s, this database belongs to chain id %d with genesis %s"
              .formatted(
                  actual.chainId(),
                  actual.genesisHash(),
                  stored.get().chainId(),
                  stored.get().genesisHash()));
    }
    provisioning.ensureReady(actual);
    if (stored.isEmpty()) {
      lease.inTerm(
          term,
          () ->
              jdbc.sql(STORE)
                  .param("chain", actual.chainId())
                  .param("genesis", actual.genesisHash())
                  .param("contract", contract.address())
                  .update());
      pool.require(actual);
    }
    final long blockGasLimit =
        Quantity.toLong(
            pool.ask(node -> node.call("eth_getBlockByNumber", "latest", false)).path("gasLimit"));
    return new SigningTerms(actual.chainId(), GasPrice.suggested(pool), blockGasLimit);
  }

  /** The chain that this database belongs to, once it is known. */
  Optional<ChainIdentity> stored() {
    return jdbc.sql(STORED).query(ChainIdentity.class).optional();
  }
}
