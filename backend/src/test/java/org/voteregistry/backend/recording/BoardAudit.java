package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.voteregistry.backend.chain.ChainNode;
import org.voteregistry.backend.chain.ChainNodes;
import org.voteregistry.backend.chain.EventLog;
import org.voteregistry.backend.chain.Quantity;
import org.voteregistry.backend.chain.VoteRegistryContract;
import org.voteregistry.backend.chain.VoteRegistryContract.BatchRecorded;
import org.voteregistry.backend.chain.VoteRegistryContract.VoteRecorded;

/**
 * Reads an election's board from a node's events and from the database, and compares: what the
 * chain has is the only measure.
 *
 * @param votes in serial order, as the chain has them
 */
record BoardAudit(String election, List<VoteRecorded> votes, List<BatchRecorded> batches) {
  static BoardAudit of(
      final URI node,
      final VoteRegistryContract contract,
      final JdbcClient database,
      final String election) {
    final ChainNode chain = ChainNodes.at(node, Duration.ofSeconds(20));
    final long number = number(database, election);
    final List<VoteRecorded> votes = new ArrayList<>();
    final List<BatchRecorded> batches = new ArrayList<>();
    for (final EventLog log : logs(chain, contract, number)) {
      contract.voteRecorded(log).ifPresent(votes::add);
      contract.batchRecorded(log).ifPresent(batches::add);
    }
    assertThat(contract.recorded(chain, number)).isEqualTo(votes.size());
    return new BoardAudit(election, votes, batches);
  }

  /** Hashes of the results that were published of an election, as events say. */
  static List<String> results(
      final URI node,
      final VoteRegistryContract contract,
      final JdbcClient database,
      final String election) {
    final ChainNode chain = ChainNodes.at(node, Duration.ofSeconds(20));
    return logs(chain, contract, number(database, election)).stream()
        .flatMap(log -> contract.resultPublished(log).stream())
        .map(published -> HexFormat.of().formatHex(published.resultHash()))
        .toList();
  }

  private static long number(final JdbcClient database, final String election) {
    return database
        .sql("select chain_election_id from chain_election where election_uuid = ?")
        .param(election)
        .query(Long.class)
        .single();
  }

  private static List<EventLog> logs(
      final ChainNode chain, final VoteRegistryContract contract, final long number) {
    final long head = Quantity.toLong(chain.call("eth_blockNumber"));
    final List<EventLog> logs = new ArrayList<>();
    for (long from = 0; from <= head; from += 1000) {
      logs.addAll(contract.electionLogs(chain, number, from, Math.min(head, from + 999)));
    }
    return logs;
  }

  /** On chain exactly the accepted votes, each once, with serials from 0 without a gap. */
  BoardAudit holdsExactlyOnce(final Map<String, Integer> voterByHash) {
    assertThat(new HashSet<>(hashes())).hasSameSizeAs(votes);
    assertThat(votes.stream().map(VoteRecorded::serial).toList())
        .isEqualTo(java.util.stream.LongStream.range(0, votes.size()).boxed().toList());
    assertThat(hashes()).containsExactlyInAnyOrderElementsOf(voterByHash.keySet());
    votes.forEach(
        vote ->
            assertThat(voterByHash.get(vote.voteHash().toString())).isEqualTo(vote.voterIndex()));
    long next = 0;
    for (final BatchRecorded batch : batches) {
      assertThat(batch.firstSerial()).isEqualTo(next);
      next += batch.count();
    }
    assertThat(next).isEqualTo(votes.size());
    return this;
  }

  /** The database says of each vote what the chain says. */
  BoardAudit agreesWith(final JdbcClient database) {
    final List<String> stored =
        database
            .sql(
                """
                select serial || ':' || voter_index || ':' || encode(vote_hash, 'hex')
                from vote_recording where election_uuid = ? and state = 'RECORDED'
                union all
                select serial || ':' || voter_index || ':' || encode(vote_hash, 'hex')
                from foreign_record where election_uuid = ?
                """)
            .params(election, election)
            .query(String.class)
            .list();
    assertThat(stored)
        .containsExactlyInAnyOrderElementsOf(
            votes.stream()
                .map(v -> v.serial() + ":" + v.voterIndex() + ":" + v.voteHash())
                .toList());
    assertThat(
            database
                .sql("select recorded from election_board where election_uuid = ?")
                .param(election)
                .query(Long.class)
                .single())
        .isEqualTo(votes.size());
    return this;
  }

  List<String> hashes() {
    return votes.stream().map(vote -> vote.voteHash().toString()).toList();
  }
}
