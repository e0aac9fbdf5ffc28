package org.voteregistry.backend.recording;

import java.math.BigInteger;
import org.voteregistry.backend.chain.Quantity;
import org.voteregistry.backend.chain.ValidatorPool;
import tools.jackson.databind.JsonNode;

/** What gas costs: nothing on a network with free gas, where the base fee is zero. */
final class GasPrice {
  private GasPrice() {}

  /** Zero while the newest block has no base fee; else enough for six full blocks in a row. */
  static BigInteger suggested(final ValidatorPool pool) {
    final JsonNode fee =
        pool.ask(node -> node.call("eth_getBlockByNumber", "latest", false)).path("baseFeePerGas");
    return fee.isString() ? Quantity.toBigInteger(fee).multiply(BigInteger.TWO) : BigInteger.ZERO;
  }
}
