package org.voteregistry.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Placeholder until the recorder is merged. */
@Command(name = "record", hidden = true)
final class RecordBench implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
