package org.hyperledger.besu.plugin.services;

import java.nio.file.Path;

/** The node's configuration. */
public interface BesuConfiguration extends BesuService {
  Path getDataPath();
}
