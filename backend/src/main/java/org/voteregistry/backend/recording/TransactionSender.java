package org.voteregistry.backend.recording;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.voteregistry.backend.chain.ChainAccounts;
import org.voteregistry.backend.chain.RpcAnswer;
import org.voteregistry.backend.chain.RpcRequest;
import org.voteregistry.backend.chain.SignedTransaction;
import org.voteregistry.backend.chain.ValidatorPool;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.utils.Numeric;

/**
 * Sends stored bytes, any number of times: a validator that has the transaction, or has mined it,
 * says so, and nothing else happens.
 */
@Component
class TransactionSender {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionSender.class);

  /** Raw bytes per HTTP request; Besu takes 5 MiB of body by default, and hex doubles. */
  private static final int LARGEST_REQUEST = 1_000_000;

  private final TransactionOutbox outbox;
  private final RecorderLease lease;
  private final ValidatorPool pool;
  private final ChainAccounts accounts;
  private final RecordingObservers observers;

  TransactionSender(
      final TransactionOutbox outbox,
      final RecorderLease lease,
      final ValidatorPool pool,
      final ChainAccounts accounts,
      final RecordingObservers observers) {
    this.outbox = outbox;
    this.lease = lease;
    this.pool = pool;
    this.accounts = accounts;
    this.observers = observers;
  }

  /** Sends the bytes of these transactions in their order. */
  void send(final Term term, final List<PendingTransaction> transactions) {
    List<PendingTransaction> part = new ArrayList<>();
    final Map<Long, byte[]> raw = outbox.raw(transactions.stream().map(t -> t.id()).toList());
    int size = 0;
    for (final PendingTransaction transaction : transactions) {
      final int bytes = raw.get(transaction.id()).length;
      if (!part.isEmpty() && size + bytes > LARGEST_REQUEST) {
        sendTogether(term, part, raw);
        part = new ArrayList<>();
        size = 0;
      }
      part.add(transaction);
      size += bytes;
    }
    if (!part.isEmpty()) {
      sendTogether(term, part, raw);
    }
  }

  private void sendTogether(
      final Term term, final List<PendingTransaction> transactions, final Map<Long, byte[]> raw) {
    final List<RpcRequest> requests =
        transactions.stream()
            .map(
                transaction ->
                    RpcRequest.of(
                        "eth_sendRawTransaction", Numeric.toHexString(raw.get(transaction.id()))))
            .toList();
    final Sent sent = pool.ask(node -> new Sent(node.name(), node.batch(requests)));
    final Map<Long, String> outcomes = new LinkedHashMap<>();
    final List<Long> taken = new ArrayList<>();
    final List<PendingTransaction> underpriced = new ArrayList<>();
    for (int i = 0; i < transactions.size(); i++) {
      final PendingTransaction transaction = transactions.get(i);
      final RpcAnswer answer = sent.answers().get(i);
      final Reception reception = Reception.of(answer);
      outcomes.put(transaction.id(), reception.describe(answer));
      switch (reception) {
        case TAKEN, KNOWN, NONCE_USED -> taken.add(transaction.id());
        case UNDERPRICED -> underpriced.add(transaction);
        case NOT_NOW -> LOG.debug("{}: {}", transaction.purpose(), reception.describe(answer));
        case REFUSED ->
            LOG.error(
                "validator {} refuses {} (nonce {}): {}",
                sent.node(),
                transaction.purpose().text(),
                transaction.nonce(),
                reception.describe(answer));
      }
    }
    lease.inTerm(term, () -> outbox.attempted(sent.node(), outcomes, taken));
    for (final PendingTransaction transaction : transactions) {
      if (taken.contains(transaction.id())) {
        observers.all().sent(transaction.purpose().text(), sent.node(), transaction.attempts() + 1);
      }
    }
    underpriced.forEach(transaction -> reprice(term, transaction, raw.get(transaction.id())));
  }

  private record Sent(String node, List<RpcAnswer> answers) {}

  /** The same nonce and content at a higher price; sent with the next pass. */
  private void reprice(final Term term, final PendingTransaction transaction, final byte[] raw) {
    final RawTransaction before = TransactionDecoder.decode(Numeric.toHexString(raw));
    final BigInteger price = before.getGasPrice().multiply(BigInteger.TWO).max(suggestedPrice());
    accounts
        .withAddress(transaction.account())
        .ifPresentOrElse(
            account -> {
              final SignedTransaction dearer =
                  account.sign(
                      pool.identity().chainId(),
                      transaction.nonce(),
                      price,
                      transaction.gasLimit(),
                      before.getTo(),
                      before.getData());
              lease.inTerm(term, () -> outbox.reprice(transaction.id(), dearer));
              LOG.info(
                  "{} (nonce {}) is signed again at {} wei per gas",
                  transaction.purpose().text(),
                  transaction.nonce(),
                  price);
            },
            () ->
                LOG.error(
                    "{} is underpriced, and the key of {} is not here",
                    transaction.purpose().text(),
                    transaction.account()));
  }

  private BigInteger suggestedPrice() {
    return GasPrice.suggested(pool).max(BigInteger.ONE);
  }

  /** How a validator received a transaction. */
  enum Reception {
    /** It is in the pool now. */
    TAKEN,
    /** It was in the pool before. */
    KNOWN,
    /** The nonce is in a block: by this transaction or by another one, the receipt tells. */
    NONCE_USED,
    /** The price does not suffice. */
    UNDERPRICED,
    /** The pool is full, or an earlier nonce is missing there: sent again later. */
    NOT_NOW,
    /** It finds the transaction itself at fault. */
    REFUSED;

    /** Judges by the words of Besu, anvil and geth, whose codes differ. */
    static Reception of(final RpcAnswer answer) {
      if (answer instanceof RpcAnswer.Refusal refusal) {
        final String message = refusal.message().toLowerCase(Locale.ROOT);
        if (has(message, "already known", "known transaction", "already imported")) {
          return KNOWN;
        }
        if (has(message, "nonce too low", "nonce below")) {
          return NONCE_USED;
        }
        if (has(message, "underpriced", "gas price", "max fee per gas", "below minimum")) {
          return UNDERPRICED;
        }
        if (has(message, "too distant", "nonce too high", "pool", "full", "limit reached")) {
          return NOT_NOW;
        }
        return REFUSED;
      }
      return TAKEN;
    }

    private static boolean has(final String message, final String... words) {
      for (final String word : words) {
        if (message.contains(word)) {
          return true;
        }
      }
      return false;
    }

    String describe(final RpcAnswer answer) {
      return answer instanceof RpcAnswer.Refusal refusal
          ? "%s: %s (code %d)".formatted(this, refusal.message(), refusal.code())
          : toString();
    }
  }
}
