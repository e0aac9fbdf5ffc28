package org.voteregistry.backend.chain;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.backend.chain.ChainException.NoHealthyValidator;
import org.voteregistry.backend.chain.ChainException.NodeUnreachable;
import org.voteregistry.backend.chain.ChainException.WrongChain;
import tools.jackson.databind.JsonNode;

/**
 * The configured validators. Requests go to one of them as long as it is healthy, and to the next
 * healthy one when it fails: staying with one gives a consistent view of blocks and nonces.
 */
public final class ValidatorPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ValidatorPool.class);

  private static final String OTHER_CHAIN = "runs another chain";

  private final List<ChainNode> nodes;
  private final Map<ChainNode, ValidatorStatus> statuses = new ConcurrentHashMap<>();
  private final HttpClient http;
  private final long maxLag;
  private final ChainObserver observer;
  private volatile ChainNode preferred;
  private volatile ChainIdentity required;

  /** A pool over the addresses of the properties; nobody is asked before {@link #refresh}. */
  public ValidatorPool(final ChainProperties properties, final ChainObserver observer) {
    this(
        properties.rpcUrls(),
        properties.connectTimeout(),
        properties.requestTimeout(),
        properties.maxLag(),
        observer);
  }

  ValidatorPool(
      final List<URI> urls,
      final Duration connectTimeout,
      final Duration requestTimeout,
      final long maxLag,
      final ChainObserver observer) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .build();
    this.nodes = urls.stream().map(url -> new ChainNode(url, http, requestTimeout)).toList();
    this.maxLag = maxLag;
    this.observer = observer;
    this.preferred = nodes.getFirst();
  }

  /** Uses only validators of this chain from now on. */
  public void require(final ChainIdentity identity) {
    required = identity;
  }

  /**
   * Asks a healthy validator, and the next one when it does not answer.
   *
   * @param question may run more than once, on different validators
   * @throws NoHealthyValidator when none of them answers
   * @throws WrongChain when all that answer run another chain
   */
  public <T> T ask(final Function<ChainNode, T> question) {
    NodeUnreachable last = null;
    for (final ChainNode node : candidates()) {
      try {
        final T answer = question.apply(node);
        prefer(node);
        return answer;
      } catch (final NodeUnreachable e) {
        LOG.warn("{}", e.getMessage());
        last = e;
        statuses.put(node, unreachable(node, e.getMessage()));
      }
    }
    throw unavailable(last);
  }

  /** The healthy validators, the preferred one first; all others that may still answer after. */
  private List<ChainNode> candidates() {
    if (statuses.size() < nodes.size()) {
      refresh();
    }
    final List<ChainNode> healthy = healthy();
    if (!healthy.isEmpty()) {
      return healthy;
    }
    refresh();
    final List<ChainNode> recovered = healthy();
    if (recovered.isEmpty()) {
      throw unavailable(null);
    }
    return recovered;
  }

  private List<ChainNode> healthy() {
    final List<ChainNode> healthy = new ArrayList<>();
    final int first = nodes.indexOf(preferred);
    for (int offset = 0; offset < nodes.size(); offset++) {
      final ChainNode node = nodes.get((first + offset) % nodes.size());
      final ValidatorStatus status = statuses.get(node);
      if (status != null && status.healthy()) {
        healthy.add(node);
      }
    }
    return healthy;
  }

  private ChainException unavailable(final NodeUnreachable cause) {
    final ChainIdentity wanted = required;
    if (wanted != null
        && statuses.values().stream().anyMatch(ValidatorStatus::reachable)
        && statuses.values().stream()
            .allMatch(
                status ->
                    !status.reachable()
                        || String.valueOf(status.problem()).startsWith(OTHER_CHAIN))) {
      return new WrongChain(
          "every validator that answers runs another chain than the expected one (chain id %d, genesis %s)"
              .formatted(wanted.chainId(), wanted.genesisHash()));
    }
    return new NoHealthyValidator(
        String.join(
            "; ",
            statuses().stream()
                .map(status -> status.node() + " " + String.valueOf(status.problem()))
                .toList()),
        cause);
  }

  private void prefer(final ChainNode node) {
    final ChainNode before = preferred;
    if (before != node) {
      preferred = node;
      LOG.info("requests go to validator {} instead of {} now", node.name(), before.name());
      observer.failedOver(before.name(), node.name());
    }
  }

  /** Looks at all validators at once. */
  public List<ValidatorStatus> refresh() {
    final List<Look> looks = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      final List<Future<Look>> pending =
          nodes.stream().map(node -> threads.submit(() -> look(node))).toList();
      for (final Future<Look> future : pending) {
        looks.add(future.get());
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return statuses();
    } catch (final java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("looking at a validator failed unexpectedly", e.getCause());
    }
    final long highest =
        looks.stream()
            .filter(look -> look.problem() == null)
            .mapToLong(Look::blockNumber)
            .max()
            .orElse(0);
    for (final Look look : looks) {
      statuses.put(look.node(), look.judged(highest, maxLag));
    }
    return statuses();
  }

  private Look look(final ChainNode node) {
    final long start = System.nanoTime();
    try {
      final List<RpcAnswer> answers =
          node.batch(
              List.of(
                  RpcRequest.of("eth_chainId"),
                  RpcRequest.of("eth_blockNumber"),
                  RpcRequest.of("eth_syncing"),
                  RpcRequest.of("net_peerCount"),
                  RpcRequest.of("eth_getBlockByNumber", "0x0", false)));
      final long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      final ChainIdentity identity =
          new ChainIdentity(
              Quantity.toLong(node.result("eth_chainId", answers.get(0))),
              node.result("eth_getBlockByNumber", answers.get(4)).path("hash").asString(""));
      final JsonNode syncing = node.result("eth_syncing", answers.get(2));
      // A development chain has no peers and need not answer.
      final Integer peers =
          answers.get(3) instanceof RpcAnswer.Result count && count.value().isString()
              ? Integer.valueOf((int) Quantity.toLong(count.value()))
              : null;
      final ChainIdentity wanted = required;
      return new Look(
          node,
          identity,
          Quantity.toLong(node.result("eth_blockNumber", answers.get(1))),
          !syncing.isBoolean() || syncing.booleanValue(),
          peers,
          millis,
          wanted == null || wanted.equals(identity)
              ? null
              : OTHER_CHAIN
                  + ": chain id %d, genesis %s"
                      .formatted(identity.chainId(), identity.genesisHash()));
    } catch (final ChainException e) {
      return new Look(node, null, 0, false, null, 0, e.getMessage());
    }
  }

  private record Look(
      ChainNode node,
      ChainIdentity identity,
      long blockNumber,
      boolean syncing,
      Integer peers,
      long millis,
      String problem) {

    ValidatorStatus judged(final long highest, final long maxLag) {
      if (identity == null) {
        return unreachable(node, problem);
      }
      final long lag = Math.max(0, highest - blockNumber);
      String found = problem;
      if (found == null && syncing) {
        found = "is still syncing";
      }
      if (found == null && lag > maxLag) {
        found = "is %d blocks behind".formatted(lag);
      }
      return new ValidatorStatus(
          node.name(),
          found == null,
          true,
          identity.chainId(),
          blockNumber,
          lag,
          syncing,
          peers,
          millis,
          Instant.now(),
          found);
    }
  }

  private static ValidatorStatus unreachable(final ChainNode node, final String problem) {
    return new ValidatorStatus(
        node.name(), false, false, null, null, null, null, null, null, Instant.now(), problem);
  }

  /** What the last looks found, in the configured order; empty before the first one. */
  public List<ValidatorStatus> statuses() {
    final List<ValidatorStatus> known = new ArrayList<>();
    for (final ChainNode node : nodes) {
      final ValidatorStatus status = statuses.get(node);
      if (status != null) {
        known.add(status);
      }
    }
    return Collections.unmodifiableList(known);
  }

  /** Which chain a healthy validator runs. */
  public ChainIdentity identity() {
    return ask(
        node -> {
          final List<RpcAnswer> answers =
              node.batch(
                  List.of(
                      RpcRequest.of("eth_chainId"),
                      RpcRequest.of("eth_getBlockByNumber", "0x0", false)));
          return new ChainIdentity(
              Quantity.toLong(node.result("eth_chainId", answers.get(0))),
              node.result("eth_getBlockByNumber", answers.get(1)).path("hash").asString(""));
        });
  }

  /**
   * How many validators sign blocks, from the chain itself; empty on a chain without QBFT.
   *
   * @throws NoHealthyValidator when nobody can be asked
   */
  public Optional<Quorum> quorum() {
    return ask(
        node ->
            node.batch(List.of(RpcRequest.of("qbft_getValidatorsByBlockNumber", "latest")))
                            .getFirst()
                        instanceof RpcAnswer.Result validators
                    && validators.value().isArray()
                ? Optional.of(Quorum.of(validators.value().size()))
                : Optional.empty());
  }

  /** The address of the validator that requests go to now; may hold a password, so not for logs. */
  URI preferredUri() {
    return preferred.uri();
  }

  /** Host and port of the validator that requests go to now. */
  public String preferredName() {
    return preferred.name();
  }

  @Override
  public void close() {
    http.close();
  }
}
