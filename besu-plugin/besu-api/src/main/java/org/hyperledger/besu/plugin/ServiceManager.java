package org.hyperledger.besu.plugin;

import java.util.Optional;
import org.hyperledger.besu.plugin.services.BesuService;

/** Where a plugin finds the node's services. */
public interface ServiceManager {
  <T extends BesuService> Optional<T> getService(Class<T> serviceType);
}
