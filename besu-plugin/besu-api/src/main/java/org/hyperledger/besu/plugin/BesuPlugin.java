package org.hyperledger.besu.plugin;

/** A plugin's life in the node. Signatures only; names and meaning are Besu's. */
public interface BesuPlugin {
  void register(ServiceManager context);

  default void beforeExternalServices() {}

  void start();

  void stop();
}
