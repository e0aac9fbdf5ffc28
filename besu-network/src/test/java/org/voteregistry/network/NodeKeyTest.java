package org.voteregistry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeKeyTest {
  /** Besu's first well-known test account. */
  private static final String PRIVATE =
      "0x8f2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63";

  private static final String ADDRESS = "0xfe3b557e8fb62b89f4916b721be55ceb828dbd73";

  @Test
  void derivesTheAddressThatEthereumDerives() {
    assertThat(NodeKey.fromPrivateKey(PRIVATE).address()).isEqualTo(ADDRESS);
  }

  @Test
  void readsKeysWithAndWithoutPrefixAndWithALineEnd() {
    assertThat(NodeKey.fromPrivateKey(PRIVATE.substring(2) + "\n").privateKey()).isEqualTo(PRIVATE);
  }

  @Test
  void keepsLeadingZeros() {
    final NodeKey one = NodeKey.fromPrivateKey("0".repeat(63) + "1");
    assertThat(one.privateKey()).isEqualTo("0x" + "0".repeat(63) + "1");
    assertThat(one.publicKey())
        .hasSize(128)
        .startsWith("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
  }

  @Test
  void neverPrintsThePrivateKey() {
    assertThat(NodeKey.fromPrivateKey(PRIVATE)).hasToString("NodeKey[" + ADDRESS + "]");
  }

  @Test
  void namesANodeByItsPublicKey() {
    final NodeKey key = NodeKey.random();
    assertThat(key.enode("127.0.0.1", 30303))
        .isEqualTo("enode://" + key.publicKey() + "@127.0.0.1:30303");
  }

  @Test
  void isDifferentEachTime() {
    assertThat(NodeKey.random().privateKey()).isNotEqualTo(NodeKey.random().privateKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x12",
        "zz2a55949038a9610f50fb23b5883af3b4ecb3c3bb792cbcefbd1542c692be63",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
      })
  void refusesWhatIsNoPrivateKey(final String text) {
    assertThatThrownBy(() -> NodeKey.fromPrivateKey(text)).isInstanceOf(InvalidKeyException.class);
  }

  @Test
  void doesNotRepeatAWrongKeyInItsMessage() {
    final String nearly = PRIVATE + "0";
    assertThatThrownBy(() -> NodeKey.fromPrivateKey(nearly))
        .message()
        .doesNotContain(PRIVATE.substring(2, 20));
  }
}
