package dev.a2a.daemon.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Where a request comes from, as far as limits care: one IPv4 address, or the IPv6 /64 that one
/// customer has, in which addresses are free.
///
/// @param local is it this machine, where all programs share one address?
public record Source(String name, boolean local) {
  private static final int NETWORK_BYTES = 8;

  public static Source of(InetAddress address) {
    if (address.isLoopbackAddress() || !(address instanceof Inet6Address)) {
      return new Source(address.getHostAddress(), address.isLoopbackAddress());
    }
    byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
    return new Source(HexFormat.of().formatHex(network) + "/64", false);
  }
}
