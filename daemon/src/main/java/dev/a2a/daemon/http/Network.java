package dev.a2a.daemon.http;

import java.net.InetAddress;
import java.util.Optional;

/// Addresses that begin with the same bits (CIDR, RFC 4632): `10.0.0.0/8`, `2001:db8::/32`, or one
/// address alone.
record Network(InetAddress first, int bits) {

  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Addresses.parse(text).map(one -> new Network(one, bits(one)));
    }
    String bits = text.substring(slash + 1);
    return Addresses.parse(text.substring(0, slash))
        .filter(_ -> bits.matches("[0-9]{1,3}"))
        .map(first -> new Network(first, Integer.parseInt(bits)))
        .filter(network -> network.bits() <= bits(network.first()));
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = Byte.SIZE - bits % Byte.SIZE;
    return rest == Byte.SIZE || (mine[whole] & 0xff) >> rest == (other[whole] & 0xff) >> rest;
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }
}
