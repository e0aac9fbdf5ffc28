package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voteregistry.backend.chain.RpcAnswer;
import org.voteregistry.backend.recording.TransactionSender.Reception;
import tools.jackson.databind.node.StringNode;

class TransactionSenderTest {
  @Test
  void aHashMeansThatTheValidatorHasIt() {
    assertThat(Reception.of(new RpcAnswer.Result(StringNode.valueOf("0x12"))))
        .isEqualTo(Reception.TAKEN);
  }

  @ParameterizedTest
  @CsvSource({
    // Besu
    "Known transaction,KNOWN",
    "Nonce too low,NONCE_USED",
    "Gas price below configured minimum gas price,UNDERPRICED",
    "Transaction replacement underpriced,UNDERPRICED",
    "Transaction nonce is too distant from current sender nonce,NOT_NOW",
    "Transaction pool is full,NOT_NOW",
    "Intrinsic gas exceeds gas limit,REFUSED",
    "Transaction gas limit exceeds block gas limit,REFUSED",
    // anvil and geth
    "already known,KNOWN",
    "transaction already imported,KNOWN",
    "nonce too low,NONCE_USED",
    "transaction underpriced,UNDERPRICED",
    "max fee per gas less than block base fee,UNDERPRICED",
    "nonce too high,NOT_NOW",
    "invalid sender,REFUSED"
  })
  void whatValidatorsSayIsUnderstood(final String message, final Reception reception) {
    assertThat(Reception.of(new RpcAnswer.Refusal(-32000, message, ""))).isEqualTo(reception);
  }
}
