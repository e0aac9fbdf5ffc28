package org.voteregistry.backend.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  @ParameterizedTest
  @CsvSource({"1,1,0,0", "2,2,0,0", "3,2,1,0", "4,3,1,1", "5,4,1,1", "6,4,2,1", "7,5,2,2"})
  void figuresFollowFromTheNumberOfValidators(
      final int validators, final int quorum, final int crash, final int byzantine) {
    assertThat(Quorum.of(validators)).isEqualTo(new Quorum(validators, quorum, crash, byzantine));
  }

  @Test
  void threeValidatorsAreSaidNotToSurviveALiar() {
    assertThat(Quorum.of(3).explained())
        .isEqualTo(
            "3 validators: 2 must sign each block; 1 may be down without a pause; a single lying"
                + " validator is not survived (four or more would survive one)");
    assertThat(Quorum.of(4).explained()).endsWith("1 lying may be survived");
  }
}
