package org.voteregistry.backend.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PurposeTest {
  @Test
  void aPurposeIsReadBackFromItsText() {
    for (final Purpose purpose :
        List.of(
            new Purpose.RecordBatch("abc", 400),
            new Purpose.OpenElection("abc"),
            new Purpose.CloseElection("abc"))) {
      assertThat(Purpose.parse(purpose.text())).isEqualTo(purpose);
    }
  }

  @Test
  void anythingElseIsNone() {
    assertThatThrownBy(() -> Purpose.parse("mint:abc")).hasMessageContaining("mint:abc");
    assertThatThrownBy(() -> Purpose.parse("abc")).isInstanceOf(IllegalArgumentException.class);
  }
}
