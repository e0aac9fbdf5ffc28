package org.voteregistry.client.receipt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voteregistry.client.node.Node;
import org.voteregistry.client.node.NodeAnswer;
import org.voteregistry.client.node.NodeCall;
import org.voteregistry.client.node.NodeUnreachable;
import org.voteregistry.proofs.VoteReceipt;
import tools.jackson.databind.JsonNode;

/**
 * Checks receipts against one node. Whether that node tells the truth is not known here: ask
 * several, or one's own. The election's uuid stands on chain only within the manifest's hash, so a
 * receipt's uuid is not checked.
 */
public final class ReceiptVerifier {
  private static final String EXPECTED_CODE = RegistryCode.expected();
  private static final int BATCH_WORDS = 5;

  private final Node node;

  /** Asks this node. */
  public ReceiptVerifier(final Node node) {
    this.node = node;
  }

  /**
   * Checks receipts with a few requests for all of them.
   *
   * @return one report a receipt, in their order
   * @throws NodeUnreachable when the node does not answer
   */
  public List<ReceiptReport> verify(final List<VoteReceipt> receipts) throws NodeUnreachable {
    final List<NodeCall> calls = new ArrayList<>();
    receipts.forEach(receipt -> calls.addAll(RegistryCalls.all(receipt)));
    final Map<NodeCall, NodeAnswer> answers = node.all(calls);
    return receipts.stream().map(receipt -> report(receipt, answers)).toList();
  }

  private static ReceiptReport report(
      final VoteReceipt receipt, final Map<NodeCall, NodeAnswer> answers) {
    return new ReceiptReport(
        receipt,
        List.of(
            path(receipt),
            chainId(receipt, answers.get(RegistryCalls.CHAIN_ID)),
            contract(receipt),
            code(answers.get(RegistryCalls.CODE)),
            batch(receipt, answers.get(RegistryCalls.batch(receipt))),
            vote(answers.get(RegistryCalls.verifyVote(receipt))),
            transaction(receipt, answers.get(RegistryCalls.transactionReceipt(receipt))),
            event(receipt, answers.get(RegistryCalls.transactionReceipt(receipt))),
            voter(answers.get(RegistryCalls.hasVoted(receipt))),
            block(receipt, answers.get(RegistryCalls.block(receipt)))));
  }

  private static Check path(final VoteReceipt receipt) {
    return Check.of(
        "merkle-path",
        receipt.pathLeadsToRoot(),
        "the path leads from the vote to the batch's root",
        "the path does not lead from the vote to the root: the receipt was changed");
  }

  private static Check chainId(final VoteReceipt receipt, final NodeAnswer answer) {
    final String expected = "0x" + Long.toHexString(receipt.chainId());
    return Check.of(
        "chain-id",
        answer.text().equals(expected),
        "the node follows chain " + receipt.chainId(),
        "the receipt is of chain %d (%s), the node says %s"
            .formatted(receipt.chainId(), expected, said(answer)));
  }

  private static Check contract(final VoteReceipt receipt) {
    return Check.of(
        "contract-address",
        receipt.contract().equalsIgnoreCase(RegistryCalls.ADDRESS),
        "the receipt names the contract's one address",
        "the receipt names %s, the contract stands at %s on every network"
            .formatted(receipt.contract(), RegistryCalls.ADDRESS));
  }

  private static Check code(final NodeAnswer answer) {
    return Check.of(
        "contract-code",
        answer.text().equals(EXPECTED_CODE),
        "the contract's code is this release's",
        "at %s stands other code, or none".formatted(RegistryCalls.ADDRESS));
  }

  private static Check batch(final VoteReceipt receipt, final NodeAnswer answer) {
    final String name = "batch-root";
    final String stored = answer.text();
    if (!Words.has(stored, BATCH_WORDS)) {
      return new Check(
          name,
          false,
          "the contract has no batch %d: %s".formatted(receipt.batchId(), said(answer)));
    }
    if (!Words.bytes32(stored, 0).equals(receipt.root())) {
      return new Check(
          name,
          false,
          "the contract has the root %s, the receipt %s"
              .formatted(Words.bytes32(stored, 0), receipt.root()));
    }
    final boolean same =
        Words.number(stored, 1).equals(BigInteger.valueOf(receipt.firstSerial()))
            && Words.number(stored, 2).equals(BigInteger.valueOf(receipt.count()))
            && Words.number(stored, 4).equals(BigInteger.valueOf(receipt.blockNumber()));
    return Check.of(
        name,
        same,
        "the contract has this root for batch " + receipt.batchId(),
        "the contract has %d votes from serial %d in block %d, the receipt says %d from %d in %d"
            .formatted(
                Words.number(stored, 2),
                Words.number(stored, 1),
                Words.number(stored, 4),
                receipt.count(),
                receipt.firstSerial(),
                receipt.blockNumber()));
  }

  private static Check vote(final NodeAnswer answer) {
    return Check.of(
        "verify-vote",
        Words.isTrue(answer.text()),
        "the contract confirms the vote in its batch",
        "the contract does not find the vote in the batch" + error(answer));
  }

  private static Check transaction(final VoteReceipt receipt, final NodeAnswer answer) {
    final JsonNode found = answer.result();
    final boolean same =
        answer.isPresent()
            && text(found, "status").equals("0x1")
            && text(found, "blockHash").equals(receipt.blockHash())
            && text(found, "blockNumber").equals("0x" + Long.toHexString(receipt.blockNumber()));
    return Check.of(
        "transaction",
        same,
        "the transaction stands in the block",
        answer.isPresent()
            ? "the transaction has status %s and stands in block %s (%s)"
                .formatted(
                    text(found, "status"), text(found, "blockNumber"), text(found, "blockHash"))
            : "the node knows no such transaction" + error(answer));
  }

  private static Check event(final VoteReceipt receipt, final NodeAnswer answer) {
    long events = 0;
    for (final JsonNode log : answer.result().path("logs")) {
      if (isVote(receipt, log)) {
        events++;
      }
    }
    return Check.of(
        "vote-recorded",
        events == 1,
        "the transaction has the vote's VoteRecorded event",
        "the transaction has %d VoteRecorded events of this vote, serial and voter index"
            .formatted(events));
  }

  private static boolean isVote(final VoteReceipt receipt, final JsonNode log) {
    final JsonNode topics = log.path("topics");
    return text(log, "address").equalsIgnoreCase(RegistryCalls.ADDRESS)
        && topics.size() == 3
        && topics.get(0).asString("").equals(RegistryCalls.VOTE_RECORDED)
        && topics.get(1).asString("").equals("0x" + Words.of(receipt.chainElectionId()))
        && topics.get(2).asString("").equals("0x" + receipt.voteHash())
        && text(log, "data")
            .equals("0x" + Words.of(receipt.serial()) + Words.of(receipt.voterIndex()));
  }

  private static Check voter(final NodeAnswer answer) {
    return Check.of(
        "has-voted",
        Words.isTrue(answer.text()),
        "the voter's bit in the roll is set",
        "the voter's bit in the roll is not set" + error(answer));
  }

  private static Check block(final VoteReceipt receipt, final NodeAnswer answer) {
    return Check.of(
        "block",
        answer.isPresent() && text(answer.result(), "hash").equals(receipt.blockHash()),
        "block %d of the node's chain is the receipt's".formatted(receipt.blockNumber()),
        answer.isPresent()
            ? "block %d of the node's chain is %s, not %s"
                .formatted(
                    receipt.blockNumber(), text(answer.result(), "hash"), receipt.blockHash())
            : "the node has no block %d%s".formatted(receipt.blockNumber(), error(answer)));
  }

  private static String text(final JsonNode node, final String member) {
    return node.path(member).asString("");
  }

  private static String said(final NodeAnswer answer) {
    return answer.error() != null ? answer.error() : answer.result().toString();
  }

  private static String error(final NodeAnswer answer) {
    return answer.error() == null ? "" : ": " + answer.error();
  }
}
