package org.voteregistry.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final VoteHash HASH = VoteHash.ofBallot("abc".getBytes(StandardCharsets.US_ASCII));

  @Test
  void isTheFirstEightyBitsOfTheVoteHashInCrockfordBase32() {
    // SHA-256("abc") starts ba7816bf8f01cfea4141.
    assertThat(HASH)
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(HASH.reference()).hasToString("VR-Q9W1DFWF07 7YMGA1".replace(" ", ""));
  }

  @Test
  void readsWhatAPersonTyped() {
    final String text = HASH.reference().text();
    assertThat(Reference.parse(" " + text.toLowerCase(java.util.Locale.ROOT) + "\n"))
        .isEqualTo(HASH.reference());
    assertThat(Reference.parse("vr oooo-iiii-llll-0000"))
        .isEqualTo(new Reference("VR-0000111111110000"));
  }

  @Test
  void refusesWhatIsNoReference() {
    assertThatThrownBy(() -> Reference.parse("VR-123"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 characters");
    assertThatThrownBy(() -> Reference.parse("VR-UUUUUUUUUUUUUUUU"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void voteHashReadsBothHexForms() {
    assertThat(VoteHash.parse("0x" + HASH)).isEqualTo(HASH).hasSameHashCodeAs(HASH);
    assertThatThrownBy(() -> VoteHash.parse("abcd")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VoteHash.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionsAreNeverNegative() {
    assertThat(new Serial(0)).hasToString("0");
    assertThat(new VoterIndex(7)).hasToString("7");
    assertThatThrownBy(() -> new Serial(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VoterIndex(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
