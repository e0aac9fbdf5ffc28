package org.voteregistry.backend.recording;

/** What a transaction is for, as text that is unique among transactions that have effect. */
sealed interface Purpose {
  /** The election's API id. */
  String electionUuid();

  /** The text form. */
  String text();

  /** Records the batch that begins at this serial. */
  record RecordBatch(String electionUuid, long firstSerial) implements Purpose {
    @Override
    public String text() {
      return "record:%s:%d".formatted(electionUuid, firstSerial);
    }
  }

  /** Creates the election on chain. */
  record OpenElection(String electionUuid) implements Purpose {
    @Override
    public String text() {
      return "open:" + electionUuid;
    }
  }

  /** Closes the election on chain. */
  record CloseElection(String electionUuid) implements Purpose {
    @Override
    public String text() {
      return "close:" + electionUuid;
    }
  }

  /** Publishes the election's result on chain. */
  record PublishResult(String electionUuid) implements Purpose {
    @Override
    public String text() {
      return "publish:" + electionUuid;
    }
  }

  /** Reads the text form. */
  static Purpose parse(final String text) {
    final int colon = text.indexOf(':');
    final String rest = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "record" -> {
        final int second = rest.lastIndexOf(':');
        yield new RecordBatch(
            rest.substring(0, second), Long.parseLong(rest.substring(second + 1)));
      }
      case "open" -> new OpenElection(rest);
      case "close" -> new CloseElection(rest);
      case "publish" -> new PublishResult(rest);
      default -> throw new IllegalArgumentException("not a transaction's purpose: " + text);
    };
  }
}
