package org.voteregistry.network;

import java.io.IOException;

/** A node did not answer a JSON-RPC call, or answered with an error. */
public final class JsonRpcException extends IOException {
  private static final long serialVersionUID = 1L;

  JsonRpcException(final String message) {
    super(message);
  }

  JsonRpcException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
