package org.voteregistry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

class ContractErrorTest {
  private static final String ONE = "0".repeat(63) + "1";
  private static final String SEVEN = "0".repeat(63) + "7";

  private static String selector(final String signature) {
    return Hash.sha3String(signature).substring(0, 10);
  }

  @Test
  void namesTheErrorAndItsArguments() {
    final ContractError error =
        ContractError.decode(selector("AlreadyVoted(uint256,uint256)") + ONE + SEVEN);
    assertThat(error.is(VoteRegistry.ALREADYVOTED_ERROR)).isTrue();
    assertThat(error.is(VoteRegistry.NOTONROLL_ERROR)).isFalse();
    assertThat(error.arguments()).isEqualTo(List.of(BigInteger.ONE, BigInteger.valueOf(7)));
    assertThat(error).hasToString("AlreadyVoted(1, 7)");
  }

  @Test
  void readsErrorsOfOpenZeppelinAndOfTheAnchorRegistryAndOfSolidityItself() {
    assertThat(ContractError.decode(selector("EnforcedPause()"))).hasToString("EnforcedPause()");
    assertThat(
            ContractError.decode(
                selector("AccessControlUnauthorizedAccount(address,bytes32)")
                    + "0".repeat(24)
                    + "ab".repeat(20)
                    + ONE))
        .hasToString(
            "AccessControlUnauthorizedAccount(0x%s, 0x%s)".formatted("ab".repeat(20), ONE));
    assertThat(ContractError.decode(selector("AlreadyAnchored(bytes32)") + SEVEN).name())
        .isEqualTo("AlreadyAnchored");
    assertThat(ContractError.decode(selector("Panic(uint256)") + ONE)).hasToString("Panic(1)");
  }

  @Test
  void keepsTheDataOfWhatItDoesNotKnow() {
    assertThat(ContractError.decode("0xdeadbeef")).hasToString("unknown error 0xdeadbeef");
    assertThat(ContractError.decode(null).data()).isEqualTo("0x");
    assertThat(ContractError.decode("0x").name()).isEqualTo("Unknown");
    final String truncated = selector("AlreadyVoted(uint256,uint256)") + "00";
    assertThat(ContractError.decode(truncated).data()).isEqualTo(truncated);
  }
}
