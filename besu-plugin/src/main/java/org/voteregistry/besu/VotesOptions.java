package org.voteregistry.besu;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.voteregistry.besu.follow.Fault;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The plugin's options on the node's command line. */
public final class VotesOptions {
  @Option(
      names = "--plugin-votes-contract",
      paramLabel = "<ADDRESS>",
      converter = AddressConverter.class,
      description =
          "Address of the contract VoteRegistry (default: where the deterministic deployment puts"
              + " it on every network)")
  private String contract;

  @Option(
      names = "--plugin-votes-start-block",
      paramLabel = "<NUMBER>",
      converter = StartBlockConverter.class,
      description =
          "First block to look at; not after the contract's first event (default: ${DEFAULT-VALUE})")
  private Long startBlock = 1L;

  @Option(
      names = "--plugin-votes-dir",
      paramLabel = "<PATH>",
      description = "Folder of the index (default: votes-index in the node's data path)")
  private Path folder;

  @Option(
      names = "--Xplugin-votes-fault",
      hidden = true,
      converter = FaultConverter.class,
      description =
          "For tests, at every block: none, fail, slow:MILLISECONDS, or file:PATH with one of these")
  private Fault fault = Fault.NONE;

  /** The contract's address, {@code 0x} and 40 lower-case digits. */
  String contract() {
    return Optional.ofNullable(contract).orElseGet(DefaultContract::address);
  }

  long startBlock() {
    return startBlock;
  }

  /** The folder of the index. */
  Path folder(final Path dataPath) {
    return Optional.ofNullable(folder).orElseGet(() -> dataPath.resolve("votes-index"));
  }

  Fault fault() {
    return fault;
  }

  static final class AddressConverter implements ITypeConverter<String> {
    @Override
    public String convert(final String value) {
      if (!value.matches("0x[0-9a-fA-F]{40}")) {
        throw new TypeConversionException(
            "an address is 0x and 40 hexadecimal digits, not " + value);
      }
      return value.toLowerCase(Locale.ROOT);
    }
  }

  static final class StartBlockConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(final String value) {
      if (!value.matches("[1-9][0-9]{0,17}")) {
        throw new TypeConversionException("a start block is a number from 1 on, not " + value);
      }
      return Long.valueOf(value);
    }
  }

  static final class FaultConverter implements ITypeConverter<Fault> {
    @Override
    public Fault convert(final String value) {
      try {
        return Fault.parse(value);
      } catch (final IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
