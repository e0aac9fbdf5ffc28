package org.voteregistry.network;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * The extra data of a QBFT block header: {@code RLP([vanity, validators, vote, round, seals])}. A
 * genesis block has 32 zero bytes of vanity, the first validators, and neither vote, round nor
 * seals.
 */
final class QbftExtraData {
  private static final int VANITY_BYTES = 32;

  private QbftExtraData() {}

  /**
   * Extra data of a genesis block, as 0x and hex.
   *
   * @param validators addresses (0x and 40 hex digits); they are written in ascending order, as
   *     QBFT orders them
   */
  static String ofGenesis(final List<String> validators) {
    final List<RlpType> addresses = new ArrayList<>();
    validators.stream()
        .sorted()
        .forEach(address -> addresses.add(RlpString.create(bytes(address))));
    final RlpList extraData =
        new RlpList(
            RlpString.create(new byte[VANITY_BYTES]),
            new RlpList(addresses),
            new RlpList(),
            RlpString.create(new byte[0]),
            new RlpList());
    return "0x" + HexFormat.of().formatHex(RlpEncoder.encode(extraData));
  }

  private static byte[] bytes(final String address) {
    return HexFormat.of().parseHex(address.substring(2));
  }
}
