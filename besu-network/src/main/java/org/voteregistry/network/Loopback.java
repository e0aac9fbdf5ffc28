package org.voteregistry.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which addresses only this machine can reach. */
final class Loopback {
  private Loopback() {}

  /**
   * Whether a host name or address can be reached from this machine only. A name that does not
   * resolve cannot.
   */
  static boolean is(final String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (final UnknownHostException e) {
      return false;
    }
  }

  /** The address under which this machine reaches a server that listens on {@code host}. */
  static String reachable(final String host) {
    if (host.equals("0.0.0.0")) {
      return "127.0.0.1";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
