package org.voteregistry.contracts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;
import org.web3j.utils.Numeric;

/**
 * Why a contract reverted, decoded from the error data that a node returns. web3j itself reports a
 * custom error as hexadecimal only.
 *
 * @param name the error's name in Solidity, such as {@code AlreadyVoted}; {@code Error} and {@code
 *     Panic} for Solidity's own; {@code Unknown} where no contract of ours declares the selector
 * @param arguments in Solidity's order: {@code BigInteger} for numbers, {@code byte[]} for fixed
 *     bytes, {@code String} for addresses (0x and 40 digits) and texts
 * @param data the whole error data, 0x and hexadecimal digits; "0x" where the node gave none
 */
public record ContractError(String name, List<Object> arguments, String data) {
  private static final String UNKNOWN = "Unknown";
  private static final int SELECTOR_CHARACTERS = 10;
  private static final int WORD_CHARACTERS = 64;
  private static final Map<String, CustomError> BY_SELECTOR = bySelector();

  /**
   * Decodes error data. Never throws: what cannot be decoded is {@code Unknown}, with its data.
   *
   * @param data 0x and hexadecimal digits; null is read as no data
   */
  public static ContractError decode(final String data) {
    if (data == null || data.length() < SELECTOR_CHARACTERS) {
      return new ContractError(UNKNOWN, List.of(), data == null ? "0x" : data);
    }
    final CustomError error = BY_SELECTOR.get(data.substring(0, SELECTOR_CHARACTERS));
    if (error == null) {
      return new ContractError(UNKNOWN, List.of(), data);
    }
    final String encoded = data.substring(SELECTOR_CHARACTERS);
    // Every parameter takes a word at least; web3j would read beyond the end of shorter data.
    if (encoded.length() < WORD_CHARACTERS * error.getParameters().size()) {
      return new ContractError(UNKNOWN, List.of(), data);
    }
    final List<Object> arguments = new ArrayList<>();
    FunctionReturnDecoder.decode("0x" + encoded, error.getParameters())
        .forEach(value -> arguments.add(plain(value)));
    return new ContractError(error.getName(), List.copyOf(arguments), data);
  }

  /** Whether this is the named error. */
  public boolean is(final CustomError error) {
    return name.equals(error.getName());
  }

  @Override
  public String toString() {
    return UNKNOWN.equals(name)
        ? "unknown error " + data
        : arguments.stream()
            .map(value -> value instanceof byte[] b ? Numeric.toHexString(b) : value.toString())
            .collect(Collectors.joining(", ", name + "(", ")"));
  }

  private static Object plain(final Type<?> value) {
    return value.getValue() instanceof Number || value.getValue() instanceof byte[]
        ? value.getValue()
        : value.toString();
  }

  private static Map<String, CustomError> bySelector() {
    final Map<String, CustomError> errors = new LinkedHashMap<>();
    declared().forEach(error -> errors.put(selector(error), error));
    return Map.copyOf(errors);
  }

  /** The selector: the first 4 bytes of the signature's hash, 0x and 8 digits. */
  private static String selector(final CustomError error) {
    return CustomErrorEncoder.encode(error).substring(0, SELECTOR_CHARACTERS);
  }

  private static Stream<CustomError> declared() {
    final CustomError revert =
        new CustomError(
            "Error", List.of(TypeReference.create(org.web3j.abi.datatypes.Utf8String.class)));
    final CustomError panic =
        new CustomError(
            "Panic",
            List.of(TypeReference.create(org.web3j.abi.datatypes.generated.Uint256.class)));
    return Stream.concat(
        Stream.of(revert, panic),
        Stream.of(VoteRegistry.class, AnchorRegistry.class)
            .flatMap(binding -> Stream.of(binding.getFields()))
            .filter(field -> field.getType() == CustomError.class)
            .map(ContractError::read));
  }

  private static CustomError read(final java.lang.reflect.Field field) {
    try {
      return (CustomError) field.get(null);
    } catch (final IllegalAccessException e) {
      throw new IllegalStateException("generated constants are public: " + field, e);
    }
  }
}
