package org.hyperledger.besu.plugin.services.metrics;

import org.hyperledger.besu.plugin.services.BesuService;

/** Makes a category known to the command line. */
public interface MetricCategoryRegistry extends BesuService {
  void addMetricCategory(MetricCategory newMetricCategory);
}
