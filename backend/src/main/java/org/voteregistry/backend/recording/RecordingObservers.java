package org.voteregistry.backend.recording;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All observers as one. */
@Component
class RecordingObservers {
  private final List<RecordingObserver> observers;

  RecordingObservers(final ObjectProvider<RecordingObserver> observers) {
    this.observers = observers.orderedStream().toList();
  }

  RecordingObserver all() {
    return new RecordingObserver() {
      private void each(final Consumer<RecordingObserver> step) {
        observers.forEach(step);
      }

      @Override
      public void sequenced(final String electionUuid, final long firstSerial, final int count) {
        each(observer -> observer.sequenced(electionUuid, firstSerial, count));
      }

      @Override
      public void beforeSigning(
          final String electionUuid, final long firstSerial, final int count) {
        each(observer -> observer.beforeSigning(electionUuid, firstSerial, count));
      }

      @Override
      public void storedBeforeSending(final String purpose) {
        each(observer -> observer.storedBeforeSending(purpose));
      }

      @Override
      public void sent(final String purpose, final String node, final int attempt) {
        each(observer -> observer.sent(purpose, node, attempt));
      }

      @Override
      public void receiptSeen(final String purpose, final String transactionHash) {
        each(observer -> observer.receiptSeen(purpose, transactionHash));
      }

      @Override
      public void recorded(
          final String electionUuid,
          final long firstSerial,
          final int count,
          final long gasUsed,
          final Duration toRecord) {
        each(observer -> observer.recorded(electionUuid, firstSerial, count, gasUsed, toRecord));
      }

      @Override
      public void reverted(final String purpose) {
        each(observer -> observer.reverted(purpose));
      }

      @Override
      public void setAside(final String electionUuid, final int voterIndex, final String reason) {
        each(observer -> observer.setAside(electionUuid, voterIndex, reason));
      }

      @Override
      public void leading(final boolean leads) {
        each(observer -> observer.leading(leads));
      }

      @Override
      public void failed(final String error) {
        each(observer -> observer.failed(error));
      }
    };
  }
}
