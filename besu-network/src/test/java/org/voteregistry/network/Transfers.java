package org.voteregistry.network;

import java.math.BigInteger;
import java.time.Duration;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Transactions that change nothing, for tests that only need some. */
final class Transfers {
  private static final BigInteger GAS = BigInteger.valueOf(21_000);

  private Transfers() {}

  /** A signed transaction without value from the key's account to itself. */
  static String signed(final NodeKey from, final long nonce) {
    final RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce), BigInteger.ZERO, GAS, from.address(), BigInteger.ZERO, "");
    return Numeric.toHexString(
        TransactionEncoder.signMessage(
            transaction,
            NetworkOptions.DEVELOPMENT_CHAIN_ID,
            Credentials.create(from.privateKey())));
  }

  static String send(final JsonRpc rpc, final NodeKey from, final long nonce)
      throws JsonRpcException {
    return rpc.call("eth_sendRawTransaction", signed(from, nonce)).asString();
  }

  static void awaitReceipt(final JsonRpc rpc, final String transaction, final Duration timeout)
      throws Exception {
    final long deadline = System.nanoTime() + timeout.toNanos();
    while (rpc.call("eth_getTransactionReceipt", transaction).isNull()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no receipt for " + transaction + " within " + timeout);
      }
      Thread.sleep(100);
    }
  }
}
