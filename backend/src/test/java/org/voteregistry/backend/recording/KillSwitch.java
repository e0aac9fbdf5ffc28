package org.voteregistry.backend.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.voteregistry.backend.VoteRegistryApplication;

/**
 * The service with an observer that ends its own process by {@code kill -9} at the step which a
 * file names. The file is deleted first, so that the restarted service lives.
 */
@TestConfiguration(proxyBeanMethods = false)
public class KillSwitch {
  static final String BEFORE_SIGNING = "before-signing";
  static final String STORED = "stored-before-sending";
  static final String SENT = "sent";
  static final String RECEIPT_SEEN = "receipt-seen";

  public static void main(final String[] args) {
    SpringApplication.run(new Class<?>[] {VoteRegistryApplication.class, KillSwitch.class}, args);
  }

  @Bean
  RecordingObserver killer(@Value("${kill-switch}") final Path file) {
    return new RecordingObserver() {
      @Override
      public void beforeSigning(
          final String electionUuid, final long firstSerial, final int count) {
        killAt(BEFORE_SIGNING);
      }

      @Override
      public void storedBeforeSending(final String purpose) {
        killAt(STORED);
      }

      @Override
      public void sent(final String purpose, final String node, final int attempt) {
        killAt(SENT);
      }

      @Override
      public void receiptSeen(final String purpose, final String transactionHash) {
        killAt(RECEIPT_SEEN);
      }

      private void killAt(final String step) {
        try {
          if (Files.exists(file) && Files.readString(file).equals(step)) {
            Files.delete(file);
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
            while (true) {
              LockSupport.park();
            }
          }
        } catch (final IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
