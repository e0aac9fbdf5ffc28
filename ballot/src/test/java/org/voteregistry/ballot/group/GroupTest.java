package org.voteregistry.ballot.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;

class GroupTest {
  private static final Random RANDOM = new Random(42);

  private static BigInteger modulus(final Group group) {
    return ((FieldElement) group.generator()).value().signum() > 0
        ? new BigInteger(group.invert(group.generator()).toString())
            .multiply(new BigInteger(group.generator().toString()))
            .subtract(BigInteger.ONE)
            .gcd(
                new BigInteger(
                        group
                            .invert(group.power(group.generator(), BigInteger.valueOf(1000003)))
                            .toString())
                    .multiply(
                        new BigInteger(
                            group.power(group.generator(), BigInteger.valueOf(1000003)).toString()))
                    .subtract(BigInteger.ONE))
        : BigInteger.ZERO;
  }

  @ParameterizedTest
  @ValueSource(strings = {"BELENIOS-2048", "RFC-3526-2048"})
  void allWaysToRaiseToAPowerAgreeWithBigInteger(final String name) {
    final Group group = Group.named(name, "");
    final BigInteger p = modulus(group);
    final BigInteger q = group.order();
    assertThat(p.bitLength()).isEqualTo(2048);
    final BigInteger b = new BigInteger(2047, RANDOM).mod(p);
    final GroupElement base = group.decode(b.toString(), "");
    final FixedBase fixed = group.fixedBase(base);
    for (final BigInteger e :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.valueOf(255),
            BigInteger.valueOf(256),
            q.subtract(BigInteger.ONE),
            new BigInteger(q.bitLength() - 1, RANDOM))) {
      final String expected = b.modPow(e, p).toString();
      assertThat(group.power(base, e)).hasToString(expected);
      assertThat(group.powers(base, List.of(q, e)).get(1)).hasToString(expected);
      assertThat(fixed.power(e)).hasToString(expected);
      try (SecretScalar x = group.scalars().secret(e)) {
        assertThat(group.secretPower(base, x)).hasToString(expected);
        assertThat(fixed.secretPower(x)).hasToString(expected);
      }
    }
  }

  @Test
  void theSubgroupIsRecognised() {
    final Group group = Group.belenios2048();
    final BigInteger p = modulus(group);
    final GroupElement member = group.power(group.generator(), BigInteger.valueOf(123456789));
    final BigInteger value = new BigInteger(member.toString());

    assertThat(group.isMember(member)).isTrue();
    assertThat(group.isMember(group.identity())).isTrue();
    for (final BigInteger outside :
        List.of(p.subtract(BigInteger.ONE), p.subtract(value), value.add(BigInteger.ONE))) {
      assertThatThrownBy(() -> group.decodeMember(outside.toString(), "x"))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.NOT_IN_GROUP));
    }
  }

  @Test
  void numbersOutsideTheRangeOrNotCanonicalAreRefused() {
    final Group group = Group.belenios2048();
    final BigInteger p = modulus(group);
    for (final String text :
        List.of(
            "",
            "0",
            "00",
            "01",
            "-1",
            "+1",
            "0x1",
            "1 ",
            " 1",
            "1.0",
            "1e3",
            "١",
            p.toString(),
            p.add(BigInteger.ONE).toString(),
            "9".repeat(1_000_000))) {
      assertThatThrownBy(() -> group.decode(text, "x"))
          .isInstanceOfSatisfying(
              Refusal.class,
              r -> {
                assertThat(r.reason()).isEqualTo(Reason.NUMBER_OUT_OF_RANGE);
                assertThat(r.where()).isEqualTo("x");
                assertThat(r.getMessage()).hasSizeLessThan(200);
              });
    }
  }

  @Test
  void multiplicationAgreesWithBigIntegerForAnyOddModulus() {
    for (int round = 0; round < 200; round++) {
      final BigInteger m = new BigInteger(64 + RANDOM.nextInt(3400), RANDOM).setBit(64).setBit(0);
      final PortableMontgomery arithmetic = new PortableMontgomery(m);
      final BigInteger a = new BigInteger(m.bitLength() + 8, RANDOM).mod(m);
      final BigInteger b =
          round % 3 == 0 ? m.subtract(BigInteger.ONE) : a.xor(BigInteger.TEN).mod(m);
      final int[] product = arithmetic.newResidue();
      arithmetic.multiply(
          product, arithmetic.fromInteger(a), arithmetic.fromInteger(b), arithmetic.newScratch());
      assertThat(arithmetic.toInteger(product)).isEqualTo(a.multiply(b).mod(m));
      assertThat(PortableMontgomery.integer(arithmetic.limbs(a))).isEqualTo(a);
    }
  }

  @Test
  void arithmeticWithSecretScalarsAgreesWithBigInteger() {
    final ScalarField scalars = Group.belenios2048().scalars();
    final BigInteger q = scalars.order();
    for (int round = 0; round < 200; round++) {
      final BigInteger a = scalars.randomPublic();
      final BigInteger b = round == 0 ? q.subtract(BigInteger.ONE) : scalars.randomPublic();
      try (SecretScalar x = scalars.secret(a);
          SecretScalar y = scalars.secret(b);
          SecretScalar sum = scalars.add(x, y);
          SecretScalar product = scalars.multiply(x, y);
          SecretScalar negative = scalars.negate(x)) {
        assertThat(scalars.reveal(sum)).isEqualTo(a.add(b).mod(q));
        assertThat(scalars.reveal(product)).isEqualTo(a.multiply(b).mod(q));
        assertThat(scalars.reveal(negative)).isEqualTo(a.negate().mod(q));
        assertThat(scalars.response(x, y, a)).isEqualTo(a.subtract(b.multiply(a)).mod(q));
      }
    }
    final byte[] large = new byte[32];
    java.util.Arrays.fill(large, (byte) 0xff);
    assertThat(scalars.reveal(scalars.secret(large))).isEqualTo(new BigInteger(1, large).mod(q));
    assertThatThrownBy(() -> scalars.secret(q)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scalars.secret(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedSecretIsOverwrittenAndNeverShown() {
    final ScalarField scalars = Group.belenios2048().scalars();
    final SecretScalar secret = scalars.random();
    assertThat(secret).hasToString("SecretScalar[hidden]");
    assertThat(scalars.reveal(secret)).isNotEqualTo(BigInteger.ZERO);
    secret.close();
    assertThat(scalars.reveal(secret)).isEqualTo(BigInteger.ZERO);
  }

  @Test
  void anUnknownGroupIsRefused() {
    assertThatThrownBy(() -> Group.named("Ed25519", "group"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.UNSUPPORTED));
  }

  @Test
  void gmpAgreesWithThePortableArithmetic() {
    final BigInteger p = modulus(Group.belenios2048());
    final java.util.Optional<MontgomeryArithmetic> gmp = GmpMontgomery.of(p);
    org.junit.jupiter.api.Assumptions.assumeTrue(
        gmp.isPresent(), "needs Java 22 or newer and libgmp.so.10");
    final Group portable = Group.belenios2048();
    final Group fast =
        new FiniteFieldGroup(
            portable.name(),
            p,
            portable.order(),
            new BigInteger(portable.generator().toString()),
            gmp.get());
    for (int round = 0; round < 50; round++) {
      final BigInteger e = portable.scalars().randomPublic();
      final String x = new BigInteger(2047, RANDOM).mod(p).toString();
      final String power = portable.power(portable.decode(x, ""), e).toString();
      assertThat(fast.power(fast.decode(x, ""), e)).hasToString(power);
      assertThat(fast.powers(fast.decode(x, ""), List.of(e, BigInteger.ZERO)).get(0))
          .hasToString(power);
      assertThat(fast.multiply(fast.decode(x, ""), fast.decode(power, "")))
          .hasToString(new BigInteger(x).multiply(new BigInteger(power)).mod(p).toString());
      final String fixed = portable.generatorBase().power(e).toString();
      assertThat(fast.generatorBase().power(e)).hasToString(fixed);
      try (SecretScalar secret = fast.scalars().secret(e)) {
        assertThat(fast.generatorBase().secretPower(secret)).hasToString(fixed);
        assertThat(fast.secretPower(fast.decode(x, ""), secret)).hasToString(power);
      }
    }
    final BigInteger largest = p.subtract(BigInteger.ONE);
    final MontgomeryArithmetic arithmetic = gmp.get();
    final int[] square = arithmetic.newResidue();
    final int[] residue = arithmetic.fromInteger(largest);
    arithmetic.square(square, residue, arithmetic.newScratch());
    assertThat(arithmetic.toInteger(square)).isEqualTo(BigInteger.ONE);
    assertThat(arithmetic.toInteger(residue)).isEqualTo(largest);
  }
}
