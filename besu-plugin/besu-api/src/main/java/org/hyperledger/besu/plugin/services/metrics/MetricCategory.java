package org.hyperledger.besu.plugin.services.metrics;

import java.util.Optional;

/** A family of metrics that the operator can switch on. */
public interface MetricCategory {
  String getName();

  Optional<String> getApplicationPrefix();
}
