package org.voteregistry.backend.chain;

/** Everything that can go wrong between the service and the chain, each kind with its policy. */
public abstract sealed class ChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorPolicy policy;

  ChainException(final ErrorPolicy policy, final String message, final Throwable cause) {
    super(message, cause);
    this.policy = policy;
  }

  /** What to do about it. */
  public ErrorPolicy policy() {
    return policy;
  }

  /** No answer from a validator: whether it took the request is unknown. */
  public static final class NodeUnreachable extends ChainException {
    private static final long serialVersionUID = 1L;

    NodeUnreachable(final String node, final String problem, final Throwable cause) {
      super(ErrorPolicy.RETRY, "validator %s does not answer: %s".formatted(node, problem), cause);
    }
  }

  /** A validator answered with a JSON-RPC error. */
  public static final class NodeRefused extends ChainException {
    private static final long serialVersionUID = 1L;

    NodeRefused(final String node, final String method, final RpcAnswer.Refusal refusal) {
      super(
          ErrorPolicy.RETRY,
          "validator %s refused %s: %s (code %d)"
              .formatted(node, method, refusal.message(), refusal.code()),
          null);
    }
  }

  /** None of the configured validators can be used now. */
  public static final class NoHealthyValidator extends ChainException {
    private static final long serialVersionUID = 1L;

    NoHealthyValidator(final String details, final Throwable cause) {
      super(
          ErrorPolicy.WAIT,
          "no healthy validator among voteregistry.chain.rpc-urls: " + details,
          cause);
    }
  }

  /** The validators run another chain than the one that votes were recorded on before. */
  public static final class WrongChain extends ChainException {
    private static final long serialVersionUID = 1L;

    public WrongChain(final String message) {
      super(
          ErrorPolicy.ALERT,
          message
              + ". Nothing is written until voteregistry.chain.rpc-urls name the chain that this"
              + " database belongs to",
          null);
    }
  }

  /** The chain, or the node that was asked, is behind what this database saw of it before. */
  public static final class ChainBehind extends ChainException {
    private static final long serialVersionUID = 1L;

    public ChainBehind(final String message) {
      super(ErrorPolicy.WAIT, message, null);
    }
  }

  /** Contract or role is missing and only the chain's administrator can add it. */
  public static final class ContractNotReady extends ChainException {
    private static final long serialVersionUID = 1L;

    ContractNotReady(final String message) {
      super(ErrorPolicy.ALERT, message, null);
    }
  }

  /** A validator's answer does not have the form that the JSON-RPC specification gives it. */
  public static final class UnexpectedAnswer extends ChainException {
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswer(final String message) {
      super(ErrorPolicy.ALERT, message, null);
    }
  }
}
