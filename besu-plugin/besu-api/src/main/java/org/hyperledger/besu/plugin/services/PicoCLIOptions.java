package org.hyperledger.besu.plugin.services;

/** Adds options to the node's command line. */
public interface PicoCLIOptions extends BesuService {
  void addPicoCLIOptions(String namespace, Object optionObject);
}
