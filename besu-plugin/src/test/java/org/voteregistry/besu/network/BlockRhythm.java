package org.voteregistry.besu.network;

import java.io.IOException;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * How evenly a chain made its blocks.
 *
 * @param blocks how many
 * @param averageSeconds time between two
 * @param longestSeconds longest time between two
 * @param roundChanges rounds beyond the first that were needed, of all blocks together
 */
public record BlockRhythm(
    long blocks, double averageSeconds, long longestSeconds, long roundChanges) {

  public static long head(final NodeRpc rpc) throws IOException {
    return Numeric.decodeQuantity(rpc.call("eth_blockNumber").asString()).longValueExact();
  }

  /** Reads the blocks after the first up to the last. */
  public static BlockRhythm of(final NodeRpc rpc, final long first, final long last)
      throws IOException {
    final long start = timestamp(block(rpc, first));
    long previous = start;
    long longest = 0;
    long rounds = 0;
    for (long number = first + 1; number <= last; number++) {
      final JsonNode block = block(rpc, number);
      longest = Math.max(longest, timestamp(block) - previous);
      previous = timestamp(block);
      rounds += round(block);
    }
    return new BlockRhythm(
        last - first, (double) (previous - start) / (last - first), longest, rounds);
  }

  private static JsonNode block(final NodeRpc rpc, final long number) throws IOException {
    return rpc.call("eth_getBlockByNumber", "0x" + Long.toHexString(number), false);
  }

  private static long timestamp(final JsonNode block) {
    return Numeric.decodeQuantity(block.get("timestamp").asString()).longValueExact();
  }

  /** QBFT's extra data is a list: vanity, validators, vote, round, seals. */
  private static long round(final JsonNode block) {
    final RlpList outer =
        RlpDecoder.decode(Numeric.hexStringToByteArray(block.get("extraData").asString()));
    final RlpString round = (RlpString) ((RlpList) outer.getValues().getFirst()).getValues().get(3);
    return round.getBytes().length == 0 ? 0 : round.asPositiveBigInteger().longValueExact();
  }
}
