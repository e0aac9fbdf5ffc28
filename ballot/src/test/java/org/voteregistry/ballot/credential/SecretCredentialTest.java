package org.voteregistry.ballot.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.group.Group;

class SecretCredentialTest {
  @Test
  void aGeneratedCredentialCanBeReadBack() {
    for (int i = 0; i < 100; i++) {
      try (SecretCredential credential = SecretCredential.generate()) {
        final char[] written = credential.reveal();
        assertThat(new String(written)).matches("(\\w{3}-){4}\\w{3}");
        assertThat(SecretCredential.read(written).reveal()).isEqualTo(written);
        assertThat(credential).hasToString("SecretCredential[hidden]");
      }
    }
  }

  @Test
  void everyMistypedCharacterIsNoticed() {
    final char[] written = "PU2-Cxf-R6J-7Qu-gxe".toCharArray();
    SecretCredential.read(written).close();
    SecretCredential.read("PU2CxfR6J7Qugxe".toCharArray()).close();
    for (int i = 0; i < written.length; i++) {
      final char[] mistyped = written.clone();
      mistyped[i] = written[i] == '-' ? 'a' : written[i] == '2' ? '3' : '2';
      assertThatThrownBy(() -> SecretCredential.read(mistyped))
          .isInstanceOfSatisfying(
              Refusal.class,
              r -> {
                assertThat(r.reason()).isEqualTo(Reason.INVALID_SECRET_CREDENTIAL);
                assertThat(r.getMessage()).doesNotContain(new String(mistyped));
              });
    }
    for (final String other :
        List.of("", "-", "PU2-Cxf-R6J-7Qu", "PU2CxfR6J7QugxeX", "0".repeat(15))) {
      assertThatThrownBy(() -> SecretCredential.read(other.toCharArray()))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void aRollWithADuplicateOrAWeightThatIsTooLargeIsRefused() {
    final Group group = Group.belenios2048();
    final String g = group.generator().toString();
    assertThatThrownBy(() -> read("[\"" + g + "\",\"" + g + "\"]"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.DUPLICATE_CREDENTIAL));
    assertThatThrownBy(() -> read("[\"" + g + ",100000000000000000\"]"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.TOO_LARGE));
    for (final String weight : List.of("", "-1", "01", "1000000000000000000", "1,1")) {
      assertThatThrownBy(() -> read("[\"" + g + "," + weight + "\"]"))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.NUMBER_OUT_OF_RANGE));
    }
    assertThat(read("[\"" + g + ",0\"]").totalWeight()).isZero();
  }

  private static PublicCredentials read(final String json) {
    return PublicCredentials.read(Group.belenios2048(), json.getBytes(StandardCharsets.UTF_8));
  }
}
