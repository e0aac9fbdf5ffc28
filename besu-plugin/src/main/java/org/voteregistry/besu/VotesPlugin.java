package org.voteregistry.besu;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.BytesHolder;
import org.hyperledger.besu.datatypes.Transaction;
import org.hyperledger.besu.plugin.BesuPlugin;
import org.hyperledger.besu.plugin.ServiceManager;
import org.hyperledger.besu.plugin.data.AddedBlockContext;
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
import org.hyperledger.besu.plugin.services.exception.PluginRpcEndpointException;
import org.hyperledger.besu.plugin.services.metrics.MetricCategory;
import org.hyperledger.besu.plugin.services.metrics.MetricCategoryRegistry;
import org.hyperledger.besu.plugin.services.rpc.PluginRpcRequest;
import org.hyperledger.besu.plugin.services.rpc.RpcMethodError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.besu.chain.BlockDataMissingException;
import org.voteregistry.besu.chain.BlockId;
import org.voteregistry.besu.chain.BlockSource;
import org.voteregistry.besu.chain.ChainBlock;
import org.voteregistry.besu.chain.ContractLog;
import org.voteregistry.besu.chain.Hash32;
import org.voteregistry.besu.chain.LogsBloom;
import org.voteregistry.besu.follow.ChainFollower;
import org.voteregistry.besu.follow.FollowerState;
import org.voteregistry.besu.follow.FollowerStatus;
import org.voteregistry.besu.follow.HandOver;
import org.voteregistry.besu.rpc.VotesMethods;
import org.voteregistry.besu.rpc.VotesRpcError;
import org.voteregistry.besu.rpc.VotesRpcException;

/**
 * The plugin as Besu sees it, and the only class that touches Besu's API.
 *
 * <p>{@link #register} makes the options, the JSON-RPC methods and the metric category known;
 * {@link #beforeExternalServices} adds the index to the node's readiness; {@link #start} looks the
 * other services up, because they exist only from then on, and starts the follower on a thread of
 * its own. Whatever is missing in a version of Besu is said in the log, and the node runs on
 * without the index: a validator must never stand still because of it.
 *
 * <p>The same class file serves 24.12 and later versions. Where these differ (hashes that are or
 * that hold bytes, the type of a header's bloom filter, what is said of an added block) the
 * difference is bridged here, and nothing else knows of it.
 */
public final class VotesPlugin implements BesuPlugin {
  /** Namespace of the methods; the node serves them when --rpc-http-api lists it. */
  static final String NAMESPACE = "votes";

  private static final Logger LOG = LoggerFactory.getLogger(VotesPlugin.class);
  private static final long STOP_PATIENCE_MILLIS = 10_000;

  private final VotesOptions options = new VotesOptions();
  private final AtomicLong handOverFailures = new AtomicLong();
  private ServiceManager services;
  private boolean registered;
  private BesuEvents events;
  private OptionalLong listener = OptionalLong.empty();
  private volatile Optional<ChainFollower> follower = Optional.empty();
  private Optional<Thread> thread = Optional.empty();

  @Override
  public void register(final ServiceManager context) {
    services = context;
    registered =
        attempt(
            "register",
            () -> {
              service(PicoCLIOptions.class).addPicoCLIOptions(NAMESPACE, options);
              final RpcEndpointService rpc = service(RpcEndpointService.class);
              for (final String name : VotesMethods.NAMES) {
                rpc.registerRPCEndpoint(NAMESPACE, name, request -> answer(name, request));
              }
              context
                  .getService(MetricCategoryRegistry.class)
                  .ifPresent(registry -> registry.addMetricCategory(Category.VOTES));
            });
  }

  /** The node reads the health checks once, when it makes its HTTP service, right after this. */
  @Override
  public void beforeExternalServices() {
    if (registered) {
      attempt("extend the node's readiness", () -> NodeReadiness.extend(services, this::lag));
    }
  }

  @Override
  public void start() {
    if (registered && !attempt("start", this::follow)) {
      stop();
      follower = Optional.empty();
    }
  }

  private void follow() {
    final BlockchainService blockchain = service(BlockchainService.class);
    events = service(BesuEvents.class);
    final HandOver handOver = new HandOver(ChainFollower.QUEUE_CAPACITY);
    final NodeChain chain = new NodeChain(blockchain, options.contract());
    final ChainFollower created =
        new ChainFollower(
            chain,
            handOver,
            options.folder(service(BesuConfiguration.class).getDataPath()),
            options.contract(),
            options.startBlock(),
            options.fault());
    follower = Optional.of(created);
    thread = Optional.of(Thread.ofPlatform().daemon().name("votes-index").start(created));
    listener =
        OptionalLong.of(events.addBlockAddedListener(added -> handOver(chain, handOver, added)));
    registerMetrics(created);
  }

  /** Runs on the thread that imports blocks: it only leaves the block and never throws. */
  private void handOver(
      final NodeChain chain, final HandOver queue, final AddedBlockContext added) {
    try {
      final ChainBlock block = chain.block(added, added::getTransactionReceipts);
      // A block beside the chain changes nothing that the index holds. The chain is asked, because
      // versions before 25.11 do not say what kind of event this is. After a reorganisation the
      // receipts are the new head's, and the follower walks the blocks before it itself.
      if (block.id().equals(chain.head())) {
        queue.leave(block);
      }
    } catch (final Throwable e) {
      // An exception here would break this validator's round, so not even an Error may leave. The
      // follower looks at the chain every second and finds the block without this.
      if (handOverFailures.incrementAndGet() % 1000 == 1) {
        LOG.error("votes index: a block could not be handed over; it is read from the chain", e);
      }
    }
  }

  @Override
  public void stop() {
    attempt(
        "stop",
        () -> {
          listener.ifPresent(events::removeBlockAddedListener);
          follower.ifPresent(ChainFollower::close);
          if (thread.isPresent()) {
            thread.get().join(STOP_PATIENCE_MILLIS);
          }
        });
  }

  /** Blocks that the index lacks; empty where it does not follow. */
  private OptionalLong lag() {
    final Optional<FollowerStatus> status = follower.map(ChainFollower::status);
    if (status.isEmpty()
        || status.get().indexed().isEmpty()
        || status.get().state() == FollowerState.FAILED
        || status.get().state() == FollowerState.STOPPED) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(status.get().lag());
  }

  private Object answer(final String name, final PluginRpcRequest request) {
    try {
      final ChainFollower running =
          follower.orElseThrow(
              () ->
                  new VotesRpcException(
                      VotesRpcError.INDEX_UNAVAILABLE,
                      "the index does not run in this node; its log says why"));
      return new VotesMethods(running).answer(name, request.getParams());
    } catch (final VotesRpcException e) {
      throw error(e.error(), e.getMessage());
    } catch (final RuntimeException e) {
      LOG.error("votes_{} failed", name, e);
      throw error(VotesRpcError.INTERNAL, "the request failed; the node's log has the reason");
    }
  }

  private static PluginRpcEndpointException error(final VotesRpcError error, final String message) {
    return new PluginRpcEndpointException(
        new RpcMethodError() {
          @Override
          public int getCode() {
            return error.code();
          }

          @Override
          public String getMessage() {
            return message;
          }
        },
        error.name());
  }

  private void registerMetrics(final ChainFollower running) {
    final MetricsSystem metrics = service(MetricsSystem.class);
    gauge(metrics, "indexed_block", "Last block in the index", running, s -> indexed(s));
    gauge(metrics, "head_block", "The node's newest block", running, FollowerStatus::headNumber);
    gauge(metrics, "lag_blocks", "Blocks not indexed yet", running, FollowerStatus::lag);
    gauge(metrics, "queue_blocks", "Blocks handed over, waiting", running, s -> s.waiting());
    gauge(
        metrics,
        "live",
        "1 when the index follows, 0 when it catches up or failed",
        running,
        s -> s.state() == FollowerState.LIVE ? 1 : 0);
    metrics.createLongGauge(Category.VOTES, "votes", "Votes in the index", running::votesIndexed);
    counter(metrics, "events_total", "Events indexed", running::eventsIndexed);
    counter(metrics, "errors_total", "Failed attempts", () -> running.status().errors());
    counter(metrics, "overflows_total", "Full queues", () -> running.status().overflows());
    counter(metrics, "undone_blocks_total", "Blocks undone", () -> running.status().undone());
    counter(metrics, "rebuilds_total", "Rebuilds", () -> running.status().rebuilds());
    counter(metrics, "handover_failures_total", "Blocks not handed over", handOverFailures::get);
  }

  private static void gauge(
      final MetricsSystem metrics,
      final String name,
      final String help,
      final ChainFollower running,
      final ToLongFunction<FollowerStatus> value) {
    metrics.createLongGauge(Category.VOTES, name, help, () -> value.applyAsLong(running.status()));
  }

  private static void counter(
      final MetricsSystem metrics,
      final String name,
      final String help,
      final Supplier<Long> value) {
    metrics.createCounter(Category.VOTES, name, help, () -> value.get());
  }

  private static long indexed(final FollowerStatus status) {
    return status.indexed().map(BlockId::number).orElse(0L);
  }

  private <T extends BesuService> T service(final Class<T> type) {
    return services
        .getService(type)
        .orElseThrow(
            () -> new IllegalStateException("this Besu offers no " + type.getSimpleName()));
  }

  /**
   * Does a step of the plugin's life; false, and why in the log, when this Besu cannot serve it.
   */
  private static boolean attempt(final String step, final Step work) {
    try {
      work.run();
      return true;
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (final RuntimeException | LinkageError e) {
      LOG.error(
          "votes plugin: cannot {}{}: {}. The node runs on without the votes index.",
          step,
          e instanceof LinkageError ? ", this version of Besu lacks what it needs" : "",
          e.toString(),
          e);
    }
    return false;
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** The category that --metrics-category switches on. */
  private enum Category implements MetricCategory {
    VOTES;

    @Override
    public String getName() {
      return NAMESPACE;
    }

    @Override
    public Optional<String> getApplicationPrefix() {
      return Optional.empty();
    }
  }

  /** The node's chain as the index reads it. */
  private static final class NodeChain implements BlockSource {
    private final BlockchainService blockchain;
    private final LogsBloom.Pattern pattern;
    private final byte[] contract;
    private final MethodHandle logsBloom;

    NodeChain(final BlockchainService blockchain, final String contract) {
      this.blockchain = blockchain;
      this.contract = HexFormat.of().parseHex(contract.substring(2));
      pattern = LogsBloom.pattern(this.contract);
      try {
        // Its type is Bytes in 24.12 and a class of its own later.
        logsBloom =
            MethodHandles.publicLookup()
                .unreflect(BlockHeader.class.getMethod("getLogsBloom"))
                .asType(MethodType.methodType(Object.class, BlockHeader.class));
      } catch (final ReflectiveOperationException e) {
        throw new IllegalStateException("a block header has no bloom filter", e);
      }
    }

    @Override
    public BlockId head() {
      return id(blockchain.getChainHeadHeader());
    }

    @Override
    public Optional<ChainBlock> blockAt(final long number) {
      return blockchain.getBlockByNumber(number).map(this::block);
    }

    ChainBlock block(final BlockContext context) {
      final BlockHeader header = context.getBlockHeader();
      return block(
          context,
          () ->
              blockchain
                  .getReceiptsByBlockHash(header.getBlockHash())
                  .orElseThrow(
                      () ->
                          new BlockDataMissingException(
                              "the node has no receipts of block %d; it must have synchronised"
                                      .formatted(header.getNumber())
                                  + " in full (--sync-mode=FULL) from the start block on")));
    }

    ChainBlock block(
        final BlockContext context, final Supplier<List<? extends TransactionReceipt>> receipts) {
      final BlockHeader header = context.getBlockHeader();
      return new ChainBlock(
          id(header),
          hash(header.getParentHash()),
          header.getTimestamp(),
          () -> mayContainLogs(header) ? logs(context, receipts.get()) : List.of());
    }

    private boolean mayContainLogs(final BlockHeader header) {
      try {
        return pattern.isIn(bytes((Object) logsBloom.invokeExact(header)));
      } catch (final Throwable e) {
        throw new IllegalStateException("cannot read the bloom filter of a block", e);
      }
    }

    private List<ContractLog> logs(
        final BlockContext context, final List<? extends TransactionReceipt> receipts) {
      final List<? extends Transaction> transactions = context.getBlockBody().getTransactions();
      final List<ContractLog> found = new ArrayList<>();
      for (int i = 0; i < receipts.size(); i++) {
        Hash32 transactionHash = null;
        for (final Log log : receipts.get(i).getLogs()) {
          if (Arrays.equals(bytes(log.getLogger()), contract)) {
            if (transactionHash == null) {
              transactionHash = hash(transactions.get(i).getHash());
            }
            found.add(
                new ContractLog(
                    transactionHash,
                    log.getTopics().stream().map(NodeChain::hash).toList(),
                    new ContractLog.LogData(log.getData().toArrayUnsafe())));
          }
        }
      }
      return found;
    }

    private static BlockId id(final BlockHeader header) {
      return new BlockId(header.getNumber(), hash(header.getBlockHash()));
    }

    private static Hash32 hash(final Object value) {
      return Hash32.of(bytes(value));
    }

    /** Hashes and addresses are bytes in 24.12 and hold bytes in later versions. */
    private static byte[] bytes(final Object value) {
      return value instanceof Bytes bytes
          ? bytes.toArrayUnsafe()
          : ((BytesHolder) value).getBytes().toArrayUnsafe();
    }
  }
}
