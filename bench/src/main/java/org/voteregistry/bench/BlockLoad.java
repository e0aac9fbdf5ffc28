package org.voteregistry.bench;

import java.util.List;
import java.util.stream.LongStream;
import org.voteregistry.client.node.NodeCall;
import tools.jackson.databind.JsonNode;

/**
 * How full the blocks of a range were.
 *
 * @param blocks number of blocks, empty ones included
 * @param seconds from the first block's time to the last one's; whole seconds are all a block says
 * @param transactions in all of them
 * @param gas used by all of them
 */
record BlockLoad(long blocks, long seconds, long transactions, long gas) {

  /** Reads the blocks from {@code first} to {@code last}. */
  static BlockLoad read(final Nodes nodes, final long first, final long last) {
    final List<NodeCall> calls =
        LongStream.rangeClosed(first, last)
            .mapToObj(block -> NodeCall.of("eth_getBlockByNumber", Hex.of(block), false))
            .toList();
    final List<JsonNode> blocks =
        nodes.all(calls).values().stream().map(answer -> answer.result()).toList();
    final LongStream.Builder times = LongStream.builder();
    long transactions = 0;
    long gas = 0;
    for (final JsonNode block : blocks) {
      times.add(Hex.number(block.path("timestamp")));
      transactions += block.path("transactions").size();
      gas += Hex.number(block.path("gasUsed"));
    }
    final var statistics = times.build().summaryStatistics();
    return new BlockLoad(
        blocks.size(), statistics.getMax() - statistics.getMin(), transactions, gas);
  }
}
