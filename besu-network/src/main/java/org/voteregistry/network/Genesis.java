package org.voteregistry.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The genesis of a QBFT network: free gas, one block a second, the first validators, and two
 * accounts with code.
 *
 * <ul>
 *   <li>{@value #CREATE2_FACTORY}: the deterministic deployment proxy, so that contracts get the
 *       same address on every network.
 *   <li>{@value #GENESIS_ADMIN}: one STOP and the address of the first administrator, which the
 *       contracts read when they are created. So whoever deploys them, only this administrator
 *       holds them.
 * </ul>
 *
 * <p>Cancun is the newest fork on purpose: Osaka caps a transaction at 2^24 gas (EIP-7825), which a
 * batch of several thousand votes would not fit.
 *
 * @param chainId the chain's id, in every signature (EIP-155)
 * @param validators addresses of the first validators
 * @param admin address of the first administrator
 */
record Genesis(long chainId, List<String> validators, String admin) {
  /** Gas of one block, and of one transaction: 75 batches of 1,000 votes at 4,000 gas a vote. */
  static final long GAS_LIMIT = 300_000_000L;

  static final String CREATE2_FACTORY = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
  static final String CREATE2_FACTORY_CODE =
      "0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f5801515603957"
          + "8182fd5b8082525050506014600cf3";
  static final String GENESIS_ADMIN = "0x0000000000000000000000000000000000005652";

  /** Marks a header as one of a BFT chain: "ctical byzantine fault tolerance" in ASCII. */
  private static final String BFT_MIX_HASH =
      "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

  private static final String NO_ADDRESS = "0x" + "0".repeat(40);

  Genesis {
    validators = List.copyOf(validators);
  }

  /** The code of the genesis admin account: STOP (0x00), then the 20 bytes of the address. */
  static String adminCode(final String admin) {
    return "0x00" + admin.substring(2);
  }

  /** The genesis file, as Besu reads it. */
  String json() {
    return Json.MAPPER.writeValueAsString(members()) + "\n";
  }

  private Map<String, Object> members() {
    final Map<String, Object> genesis = new LinkedHashMap<>();
    genesis.put("config", config());
    genesis.put("nonce", "0x0");
    genesis.put("timestamp", "0x0");
    genesis.put("gasLimit", "0x" + Long.toHexString(GAS_LIMIT));
    genesis.put("difficulty", "0x1");
    genesis.put("mixHash", BFT_MIX_HASH);
    genesis.put("coinbase", NO_ADDRESS);
    genesis.put("extraData", QbftExtraData.ofGenesis(validators));
    genesis.put("alloc", alloc());
    return genesis;
  }

  private Map<String, Object> config() {
    final Map<String, Object> config = new LinkedHashMap<>();
    config.put("chainId", chainId);
    config.put("berlinBlock", 0);
    config.put("londonBlock", 0);
    config.put("shanghaiTime", 0);
    config.put("cancunTime", 0);
    config.put("zeroBaseFee", true);
    config.put("contractSizeLimit", Integer.MAX_VALUE);
    final Map<String, Object> qbft = new LinkedHashMap<>();
    qbft.put("blockperiodseconds", 1);
    qbft.put("epochlength", 30_000);
    qbft.put("requesttimeoutseconds", 2);
    config.put("qbft", qbft);
    return config;
  }

  private Map<String, Object> alloc() {
    final Map<String, Object> alloc = new LinkedHashMap<>();
    alloc.put(GENESIS_ADMIN, account(adminCode(admin)));
    alloc.put(CREATE2_FACTORY, account(CREATE2_FACTORY_CODE));
    return alloc;
  }

  private static Map<String, Object> account(final String code) {
    final Map<String, Object> account = new LinkedHashMap<>();
    account.put("balance", "0x0");
    account.put("code", code);
    return account;
  }
}
