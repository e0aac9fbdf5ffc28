package org.voteregistry.client.receipt;

import java.util.HexFormat;
import org.voteregistry.contracts.VoteRegistry;
import org.web3j.utils.Numeric;

/** The code that stands at the contract's address once this release's contract was created. */
final class RegistryCode {
  private static final int INVALID = 0xfe;
  private static final int PUSH1 = 0x60;
  private static final int PUSH32 = 0x7f;

  /** The end of solc's metadata: the key "solc" and the head of a string of 3 bytes, in CBOR. */
  private static final String SOLC_VERSION = "64736f6c6343";

  /** The compiler's version, 3 bytes, and the metadata's length, 2 bytes. */
  private static final int AFTER_KEY = 2 * (3 + 2);

  private RegistryCode() {}

  /** 0x and hexadecimal digits; the contract has no immutable values, so nothing is filled in. */
  static String expected() {
    final byte[] initCode = Numeric.hexStringToByteArray(VoteRegistry.BINARY);
    final String rest =
        HexFormat.of().formatHex(initCode, endOfConstructor(initCode), initCode.length);
    // data of the constructor may stand behind the runtime code, which ends with its metadata
    final int end = rest.lastIndexOf(SOLC_VERSION) + SOLC_VERSION.length() + AFTER_KEY;
    return "0x" + rest.substring(0, end);
  }

  /**
   * solc ends the creation code with the instruction INVALID, and the runtime code follows it. The
   * operands of PUSH are no instructions, whatever bytes they hold.
   */
  private static int endOfConstructor(final byte[] code) {
    int at = 0;
    while (at < code.length) {
      final int instruction = Byte.toUnsignedInt(code[at]);
      at++;
      if (instruction == INVALID) {
        return at;
      }
      if (instruction >= PUSH1 && instruction <= PUSH32) {
        at += instruction - PUSH1 + 1;
      }
    }
    throw new IllegalStateException("the contract's init code holds no runtime code");
  }
}
