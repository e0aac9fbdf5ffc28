package org.voteregistry.ballot.trustee;

import java.nio.charset.StandardCharsets;
import org.voteregistry.ballot.group.Group;
import org.voteregistry.ballot.group.SecretScalar;
import org.voteregistry.ballot.json.JsonReader;
import org.voteregistry.ballot.json.JsonWriter;

/**
 * The {@code private_key} x of a mandatory trustee (specification 4.5). Closing it overwrites it.
 */
public final class PrivateKey implements AutoCloseable {
  private final SecretScalar x;

  PrivateKey(final SecretScalar x) {
    this.x = x;
  }

  /** A new key. */
  public static PrivateKey generate(final Group group) {
    return new PrivateKey(group.scalars().random());
  }

  /** Reads a key file: a number in base 10 in a JSON string. */
  public static PrivateKey read(final Group group, final byte[] json) {
    return new PrivateKey(SecretNumber.read(group, JsonReader.read(json), "private key"));
  }

  /** The key as its file holds it. Numbers and strings on the way stay in memory for a while. */
  public byte[] reveal(final Group group) {
    return new JsonWriter()
        .number(group.scalars().reveal(x))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** x itself, for decryption. */
  public SecretScalar scalar() {
    return x;
  }

  /** The public key with its proof of knowledge. */
  public TrusteePublicKey publicKey(final Group group) {
    return TrusteePublicKey.prove(group, x);
  }

  @Override
  public void close() {
    x.close();
  }

  /** Says nothing about the key. */
  @Override
  public String toString() {
    return "PrivateKey[hidden]";
  }
}
