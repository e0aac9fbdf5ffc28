package org.voteregistry.proofs;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says where on chain a vote stands. The members are also the JSON members. A receipt proves
 * nothing by itself: it says what to look for, and {@code client verify-receipt} looks, on a node
 * of the reader's choice.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}
 * @param chainId EIP-155 chain id
 * @param contract address of the VoteRegistry, 0x and 40 hexadecimal digits
 * @param electionUuid the election's Belenios uuid
 * @param chainElectionId the election's number on chain, from 1
 * @param voteHash SHA-256 of the ballot's bytes, 64 hexadecimal digits
 * @param voterIndex position in the roll
 * @param serial position on the board
 * @param batchId the batch's number within the election, from 1
 * @param firstSerial serial of the batch's first vote
 * @param count number of the batch's votes
 * @param proof siblings from the leaf to below the root, each 0x and 64 hexadecimal digits
 * @param root the batch's Merkle root, 0x and 64 hexadecimal digits
 * @param transactionHash the recording transaction, 0x and 64 hexadecimal digits
 * @param blockNumber the block that holds it
 * @param blockHash that block's hash, 0x and 64 hexadecimal digits
 */
public record VoteReceipt(
    String format,
    int version,
    long chainId,
    String contract,
    String electionUuid,
    long chainElectionId,
    String voteHash,
    int voterIndex,
    long serial,
    long batchId,
    long firstSerial,
    int count,
    List<String> proof,
    String root,
    String transactionHash,
    long blockNumber,
    String blockHash) {

  /** Value of {@link #format}. */
  public static final String FORMAT = "vote-registry-receipt";

  /** Value of {@link #version}. */
  public static final int VERSION = 1;

  private static final int MOST_PATH_NODES = 32;
  private static final Pattern HASH = Pattern.compile("0x[0-9a-f]{64}");
  private static final Pattern VOTE_HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern UUID = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{14,64}");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /**
   * Checks every member's form.
   *
   * @throws MalformedReceiptException naming the first member that is wrong
   */
  public VoteReceipt {
    check(FORMAT.equals(format), "format", format, "must be " + FORMAT);
    check(version == VERSION, "version", version, "must be " + VERSION);
    check(chainId > 0, "chainId", chainId, "must be positive");
    checkForm(ADDRESS, "contract", contract, "must be 0x and 40 hexadecimal digits");
    checkForm(UUID, "electionUuid", electionUuid, "must be 14 base-58 characters or more");
    check(chainElectionId > 0, "chainElectionId", chainElectionId, "must be positive");
    checkForm(VOTE_HASH, "voteHash", voteHash, "must be 64 hexadecimal digits in lower case");
    check(voterIndex >= 0, "voterIndex", voterIndex, "must not be negative");
    check(batchId > 0, "batchId", batchId, "must be positive");
    check(firstSerial >= 0, "firstSerial", firstSerial, "must not be negative");
    check(count > 0, "count", count, "must be positive");
    check(
        serial >= firstSerial && serial - firstSerial < count,
        "serial",
        serial,
        "must lie within the batch");
    check(proof != null && proof.size() <= MOST_PATH_NODES, "proof", proof, "must be a short list");
    proof.forEach(node -> checkHash("proof", node));
    checkHash("root", root);
    checkHash("transactionHash", transactionHash);
    check(blockNumber > 0, "blockNumber", blockNumber, "must be positive");
    checkHash("blockHash", blockHash);
    proof = List.copyOf(proof);
  }

  /**
   * Reads a receipt's JSON, strictly: unknown, missing or doubled members are refused.
   *
   * @throws MalformedReceiptException when it is not a receipt
   */
  public static VoteReceipt parse(final byte[] json) {
    try {
      return JSON.readValue(json, VoteReceipt.class);
    } catch (final JacksonException e) {
      if (e.getCause() instanceof MalformedReceiptException malformed) {
        throw malformed;
      }
      throw new MalformedReceiptException("this is no receipt: " + e.getOriginalMessage(), e);
    }
  }

  /** The receipt as JSON, indented, in UTF-8. */
  public byte[] toJson() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  /** The vote hash, typed. */
  public VoteHash hash() {
    return VoteHash.parse(voteHash);
  }

  /** What the voter wrote down. */
  public Reference reference() {
    return hash().reference();
  }

  /** The vote's leaf in the batch's tree, 32 bytes. */
  public byte[] leaf() {
    return VoteMerkleTree.leaf(
        chainElectionId, new Serial(serial), new VoterIndex(voterIndex), hash());
  }

  /** Whether the path leads from the vote to the root. Needs no node. */
  public boolean pathLeadsToRoot() {
    return VoteMerkleTree.verify(
        leaf(), proof.stream().map(VoteReceipt::bytes).toList(), bytes(root));
  }

  private static byte[] bytes(final String hash) {
    return HexFormat.of().parseHex(hash, 2, hash.length());
  }

  private static void checkHash(final String member, final String value) {
    checkForm(HASH, member, value, "must be 0x and 64 hexadecimal digits in lower case");
  }

  private static void checkForm(
      final Pattern form, final String member, final String value, final String rule) {
    check(value != null && form.matcher(value).matches(), member, value, rule);
  }

  private static void check(
      final boolean holds, final String member, final Object value, final String rule) {
    if (!holds) {
      throw new MalformedReceiptException("%s %s; it is %s".formatted(member, rule, value));
    }
  }
}
