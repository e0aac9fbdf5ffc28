package org.voteregistry.besu;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.Address;
import org.hyperledger.besu.datatypes.Hash;
import org.hyperledger.besu.datatypes.LogsBloomFilter;
import org.hyperledger.besu.datatypes.Transaction;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.data.AddedBlockContext;
import org.hyperledger.besu.plugin.data.BlockBody;
import org.hyperledger.besu.plugin.data.BlockContext;
import org.hyperledger.besu.plugin.data.BlockHeader;
import org.hyperledger.besu.plugin.data.Log;
import org.hyperledger.besu.plugin.data.TransactionReceipt;
import org.hyperledger.besu.plugin.services.BesuConfiguration;
import org.hyperledger.besu.plugin.services.BesuEvents;
import org.hyperledger.besu.plugin.services.BesuService;
import org.hyperledger.besu.plugin.services.BlockchainService;
import org.hyperledger.besu.plugin.services.MetricsSystem;
import org.hyperledger.besu.plugin.services.PicoCLIOptions;
import org.hyperledger.besu.plugin.services.RpcEndpointService;
import org.hyperledger.besu.plugin.services.metrics.MetricCategory;
import org.hyperledger.besu.plugin.services.metrics.MetricCategoryRegistry;
import org.hyperledger.besu.plugin.services.rpc.PluginRpcRequest;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.ContractLog;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.chain.TestChain;
import picocli.CommandLine;

/** A node's services over a chain in memory, as far as the plugin uses them. */
final class FakeBesu implements ServiceManager {
  private final TestChain chain;
  private final byte[] contract;
  private final Map<Class<?>, Object> services = new HashMap<>();
  private final List<BesuEvents.BlockAddedListener> listeners = new ArrayList<>();
  private final Map<String, Function<PluginRpcRequest, ?>> methods = new HashMap<>();
  private final Map<String, DoubleSupplier> metrics = new HashMap<>();
  private final List<String> categories = new ArrayList<>();
  private String[] arguments = {};

  FakeBesu(final TestChain chain, final byte[] contract, final Path dataPath) {
    this.chain = chain;
    this.contract = contract;
    services.put(
        PicoCLIOptions.class,
        (PicoCLIOptions) (namespace, options) -> new CommandLine(options).parseArgs(arguments));
    services.put(BesuConfiguration.class, (BesuConfiguration) () -> dataPath);
    services.put(
        RpcEndpointService.class,
        new RpcEndpointService() {
          @Override
          public <T> void registerRPCEndpoint(
              final String namespace,
              final String name,
              final Function<PluginRpcRequest, T> function) {
            methods.put(namespace + "_" + name, function);
          }
        });
    services.put(
        MetricCategoryRegistry.class,
        (MetricCategoryRegistry) category -> categories.add(category.getName()));
    services.put(MetricsSystem.class, metricsSystem());
    services.put(BlockchainService.class, blockchain());
    services.put(
        BesuEvents.class,
        new BesuEvents() {
          @Override
          public long addBlockAddedListener(final BlockAddedListener listener) {
            listeners.add(listener);
            return listeners.size() - 1L;
          }

          @Override
          public void removeBlockAddedListener(final long identifier) {
            listeners.remove((int) identifier);
          }
        });
  }

  void arguments(final String... values) {
    arguments = values;
  }

  /** Has another service in its place. */
  <T extends BesuService> void replace(final Class<T> type, final T service) {
    services.put(type, service);
  }

  void remove(final Class<? extends BesuService> service) {
    services.remove(service);
  }

  @Override
  public <T extends BesuService> Optional<T> getService(final Class<T> type) {
    return Optional.ofNullable(type.cast(services.get(type)));
  }

  Object call(final String method, final Object... parameters) {
    return methods.get(method).apply(() -> parameters);
  }

  List<String> methods() {
    return methods.keySet().stream().sorted().toList();
  }

  List<String> categories() {
    return categories;
  }

  double metric(final String name) {
    return metrics.get(name).getAsDouble();
  }

  int listeners() {
    return listeners.size();
  }

  /** Tells the listeners of a block, as the importing thread does. */
  void announce(final ChainBlock block) {
    listeners.forEach(listener -> listener.onBlockAdded(added(block)));
  }

  private MetricsSystem metricsSystem() {
    return new MetricsSystem() {
      @Override
      public void createLongGauge(
          final MetricCategory category,
          final String name,
          final String help,
          final LongSupplier value) {
        metrics.put(category.getName() + "_" + name, value::getAsLong);
      }

      @Override
      public void createCounter(
          final MetricCategory category,
          final String name,
          final String help,
          final DoubleSupplier value) {
        metrics.put(category.getName() + "_" + name, value);
      }
    };
  }

  private BlockchainService blockchain() {
    return new BlockchainService() {
      @Override
      public Optional<BlockContext> getBlockByNumber(final long number) {
        return chain.blockAt(number).map(FakeBesu.this::added);
      }

      @Override
      public Optional<List<TransactionReceipt>> getReceiptsByBlockHash(final Hash hash) {
        return chain.from(0).stream()
            .filter(block -> block.id().hash().equals(Hash32.of(hash.getBytes().toArrayUnsafe())))
            .findAny()
            .map(FakeBesu.this::receipts);
      }

      @Override
      public BlockHeader getChainHeadHeader() {
        return header(chain.blockAt(chain.head().number()).orElseThrow());
      }
    };
  }

  private AddedBlockContext added(final ChainBlock block) {
    return new AddedBlockContext() {
      @Override
      public List<? extends TransactionReceipt> getTransactionReceipts() {
        return receipts(block);
      }

      @Override
      public BlockHeader getBlockHeader() {
        return header(block);
      }

      @Override
      public BlockBody getBlockBody() {
        return () ->
            block.logs().get().stream()
                .map(log -> (Transaction) () -> hash(log.transactionHash()))
                .toList();
      }
    };
  }

  private List<TransactionReceipt> receipts(final ChainBlock block) {
    return block.logs().get().stream()
        .map(log -> (TransactionReceipt) () -> List.of(otherLog(), log(log)))
        .toList();
  }

  private Log log(final ContractLog log) {
    return new Log() {
      @Override
      public Address getLogger() {
        return new Address(contract::clone);
      }

      @Override
      public List<?> getTopics() {
        return log.topics().stream().map(FakeBesu::hash).toList();
      }

      @Override
      public Bytes getData() {
        final byte[] data = new byte[log.data().words() * Hash32.LENGTH];
        for (int i = 0; i < log.data().words(); i++) {
          final byte[] word = log.data().word(i).toBytes();
          System.arraycopy(word, 0, data, i * Hash32.LENGTH, word.length);
        }
        return () -> data;
      }
    };
  }

  private Log otherLog() {
    return new Log() {
      @Override
      public Address getLogger() {
        return new Address(() -> new byte[20]);
      }

      @Override
      public List<?> getTopics() {
        throw new AssertionError("another contract's log was read");
      }

      @Override
      public Bytes getData() {
        throw new AssertionError("another contract's log was read");
      }
    };
  }

  private static Hash hash(final Hash32 hash) {
    return new Hash(hash::toBytes);
  }

  /** A header whose bloom filter has every bit set. */
  private static BlockHeader header(final ChainBlock block) {
    final byte[] bloom = new byte[256];
    java.util.Arrays.fill(bloom, (byte) 0xff);
    return (BlockHeader)
        Proxy.newProxyInstance(
            FakeBesu.class.getClassLoader(),
            new Class<?>[] {BlockHeader.class},
            (proxy, method, values) ->
                switch (method.getName()) {
                  case "getNumber" -> block.number();
                  case "getTimestamp" -> block.timestamp();
                  case "getBlockHash" -> hash(block.id().hash());
                  case "getParentHash" -> hash(block.parentHash());
                  case "getLogsBloom" -> new LogsBloomFilter(() -> bloom);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
