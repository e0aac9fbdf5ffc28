package org.hyperledger.besu.plugin.data;

import java.util.List;
import org.apache.tuweni.bytes.Bytes;
import org.hyperledger.besu.datatypes.Address;

/** An event of a contract. */
public interface Log {
  Address getLogger();

  /** Their class differs between versions: see BytesHolder. */
  List<?> getTopics();

  Bytes getData();
}
