package org.voteregistry.ballot.group;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Montgomery multiplication by GMP's low-level functions, for what everybody may know. GMP is
 * called through the foreign-function interface, which is final from Java 22 on; this module is
 * compiled for 21, so the interface is looked up by name, once. Where it, GMP or one of the
 * functions is missing, {@link #of} gives nothing and {@link PortableMontgomery} does the work.
 *
 * <p>Residues are 64-bit limbs in the machine's order, R = 2^(64·limbs). They stay below R, not
 * below m.
 */
final class GmpMontgomery extends MontgomeryArithmetic {
  private static final MethodHandle MULTIPLY;
  private static final MethodHandle SQUARE;
  private static final MethodHandle REDUCE;
  private static final MethodHandle SUBTRACT;

  static {
    MethodHandle[] handles = new MethodHandle[4];
    try {
      handles = Native.handles();
    } catch (final ReflectiveOperationException | RuntimeException | LinkageError e) {
      // No Java 22, no GMP, or another machine: the portable arithmetic is always there.
      handles = new MethodHandle[4];
    }
    MULTIPLY = handles[0];
    SQUARE = handles[1];
    REDUCE = handles[2];
    SUBTRACT = handles[3];
  }

  /** Finds the foreign-function interface and GMP's functions in it. */
  private static final class Native {
    private static final String PACKAGE = "java.lang.foreign.";

    private Native() {}

    static MethodHandle[] handles() throws ReflectiveOperationException {
      if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
        return new MethodHandle[4];
      }
      final Class<?> arena = type("Arena");
      final Object lookup =
          type("SymbolLookup")
              .getMethod("libraryLookup", String.class, arena)
              .invoke(null, "libgmp.so.10", arena.getMethod("global").invoke(null));
      return new MethodHandle[] {
        handle(lookup, "__gmpn_mul_n", false, long[].class, int[].class, int[].class, long.class),
        handle(lookup, "__gmpn_sqr", false, long[].class, int[].class, long.class),
        handle(
            lookup,
            "__gmpn_redc_1",
            true,
            int[].class,
            long[].class,
            int[].class,
            long.class,
            long.class),
        handle(lookup, "__gmpn_sub_n", true, int[].class, int[].class, int[].class, long.class)
      };
    }

    private static Class<?> type(final String name) throws ClassNotFoundException {
      return Class.forName(PACKAGE + name);
    }

    /** A function whose arrays are passed without a copy ("critical", heap access allowed). */
    private static MethodHandle handle(
        final Object lookup, final String name, final boolean returns, final Class<?>... parameters)
        throws ReflectiveOperationException {
      final Class<?> segment = type("MemorySegment");
      final Class<?> layout = type("MemoryLayout");
      final Object address = type("ValueLayout").getField("ADDRESS").get(null);
      final Object number = type("ValueLayout").getField("JAVA_LONG").get(null);
      final Object layouts = Array.newInstance(layout, parameters.length);
      for (int i = 0; i < parameters.length; i++) {
        Array.set(layouts, i, parameters[i].isArray() ? address : number);
      }
      final Class<?> descriptor = type("FunctionDescriptor");
      final Object signature =
          returns
              ? descriptor.getMethod("of", layout, layouts.getClass()).invoke(null, number, layouts)
              : descriptor.getMethod("ofVoid", layouts.getClass()).invoke(null, layouts);
      final Class<?> option = type("Linker$Option");
      final Object options = Array.newInstance(option, 1);
      Array.set(options, 0, option.getMethod("critical", boolean.class).invoke(null, Boolean.TRUE));
      final Class<?> linker = type("Linker");
      final Method downcall =
          linker.getMethod("downcallHandle", segment, descriptor, options.getClass());
      final Object symbol =
          ((Optional<?>) type("SymbolLookup").getMethod("find", String.class).invoke(lookup, name))
              .orElseThrow(() -> new NoSuchMethodException(name));
      MethodHandle handle =
          (MethodHandle)
              downcall.invoke(
                  linker.getMethod("nativeLinker").invoke(null), symbol, signature, options);
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i].isArray()) {
          handle =
              MethodHandles.filterArguments(
                  handle,
                  i,
                  MethodHandles.publicLookup()
                      .findStatic(
                          segment, "ofArray", MethodType.methodType(segment, parameters[i])));
        }
      }
      return handle;
    }
  }

  private final int limbs;
  private final int[] m;
  private final long minusInverse;
  private final int[] rSquared;
  private final int[] plainOne;

  private GmpMontgomery(final BigInteger modulus) {
    super(modulus);
    limbs = (modulus.bitLength() + 63) / 64;
    m = limbs(modulus);
    minusInverse = modulus.modInverse(BigInteger.ONE.shiftLeft(64)).negate().longValue();
    rSquared = limbs(BigInteger.ONE.shiftLeft(128 * limbs).mod(modulus));
    plainOne = limbs(BigInteger.ONE);
  }

  /** The arithmetic, where GMP can be called. */
  static Optional<MontgomeryArithmetic> of(final BigInteger modulus) {
    return SUBTRACT == null ? Optional.empty() : Optional.of(new GmpMontgomery(modulus));
  }

  private int[] limbs(final BigInteger value) {
    final int[] result = new int[2 * limbs];
    for (int i = 0; i < result.length; i++) {
      result[i] = value.shiftRight(32 * i).intValue();
    }
    return result;
  }

  @Override
  int[] newResidue() {
    return new int[2 * limbs];
  }

  @Override
  long[] newScratch() {
    return new long[2 * limbs];
  }

  @Override
  void multiply(final int[] result, final int[] a, final int[] b, final long[] scratch) {
    try {
      MULTIPLY.invokeExact(scratch, a, b, (long) limbs);
    } catch (final Throwable e) {
      throw failed(e);
    }
    reduce(result, scratch);
  }

  @Override
  void square(final int[] result, final int[] a, final long[] scratch) {
    try {
      SQUARE.invokeExact(scratch, a, (long) limbs);
    } catch (final Throwable e) {
      throw failed(e);
    }
    reduce(result, scratch);
  }

  private void reduce(final int[] result, final long[] product) {
    try {
      final long carry = (long) REDUCE.invokeExact(result, product, m, (long) limbs, minusInverse);
      if (carry != 0) {
        final long borrow = (long) SUBTRACT.invokeExact(result, result, m, (long) limbs);
        if (borrow != carry) {
          throw new IllegalStateException("GMP's reduction did not end below R");
        }
      }
    } catch (final Throwable e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(final Throwable e) {
    return new IllegalStateException("GMP could not be called", e);
  }

  @Override
  int[] fromInteger(final BigInteger value) {
    final int[] residue = limbs(value);
    multiply(residue, residue, rSquared, newScratch());
    return residue;
  }

  @Override
  BigInteger toInteger(final int[] residue) {
    final int[] plain = newResidue();
    multiply(plain, residue, plainOne, newScratch());
    final byte[] bytes = new byte[4 * plain.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = (byte) (plain[i / 4] >>> 8 * (i % 4));
    }
    final BigInteger value = new BigInteger(1, bytes);
    return value.compareTo(modulus) < 0 ? value : value.subtract(modulus);
  }
}
