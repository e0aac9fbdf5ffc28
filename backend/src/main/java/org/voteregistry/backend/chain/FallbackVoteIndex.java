package org.voteregistry.backend.chain;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.backend.chain.ChainException.NodeRefused;
import org.voteregistry.backend.chain.ChainException.UnexpectedAnswer;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexBehind;
import org.voteregistry.backend.chain.PluginVoteIndex.IndexContradictsContract;

/** The validator's own index where it has a good one, its event logs where not. */
final class FallbackVoteIndex implements VoteIndex {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackVoteIndex.class);
  private static final String METER = "voteregistry.chain.index.reads";

  private final PluginVoteIndex plugin;
  private final EventLogVoteIndex logs;
  private final MeterRegistry meters;
  private final Set<String> withoutPlugin = ConcurrentHashMap.newKeySet();

  FallbackVoteIndex(
      final PluginVoteIndex plugin, final EventLogVoteIndex logs, final MeterRegistry meters) {
    this.plugin = plugin;
    this.logs = logs;
    this.meters = meters;
  }

  @Override
  public RecordedBoard board(
      final ChainNode node, final long electionId, final long fromSerial, final long fromBlock) {
    return read(node, index -> index.board(node, electionId, fromSerial, fromBlock));
  }

  @Override
  public IndexedElection election(
      final ChainNode node, final long electionId, final long fromBlock, final long seenBlock) {
    return read(node, index -> index.election(node, electionId, fromBlock, seenBlock));
  }

  private <T> T read(final ChainNode node, final Function<VoteIndex, T> question) {
    try {
      final T answer = question.apply(plugin);
      withoutPlugin.remove(node.name());
      count("plugin");
      return answer;
    } catch (final NodeRefused e) {
      if (withoutPlugin.add(node.name())) {
        LOG.info("{}; its event logs are read instead of the votes index", e.getMessage());
      }
    } catch (final IndexBehind e) {
      LOG.info("{}; its event logs are read instead of the votes index", e.getMessage());
    } catch (final UnexpectedAnswer | IndexContradictsContract e) {
      LOG.warn("{}; its event logs are read instead of the votes index", e.getMessage());
      count("contradiction");
    }
    count("logs");
    return question.apply(logs);
  }

  private void count(final String source) {
    meters.counter(METER, "source", source).increment();
  }
}
