package dev.a2a.daemon.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads addresses, as proxies write them. Nothing is ever resolved.
final class Addresses {
  private static final int LENGTH_MAX = 64;
  // Java would also read one number for four, and a leading zero in its own way.
  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\[\\]]*)]|([^:\\[\\]]*))(?::[0-9]{1,5})?");

  private Addresses() {}

  /// The address in `text`, with or without brackets; a zone is left out.
  static Optional<InetAddress> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String bare = text.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("%.*$", "");
    try {
      if (IPV4.matcher(bare).matches()) {
        return Optional.of(Inet4Address.ofLiteral(bare));
      }
      if (IPV6.matcher(bare).matches()) {
        return Optional.of(Inet6Address.ofLiteral(bare)); // A mapped IPv4 address becomes one.
      }
    } catch (IllegalArgumentException _) {
      // Looks like an address and is none.
    }
    return Optional.empty();
  }

  /// The hops of the lines of `X-Forwarded-For`, empty where one is no address.
  static List<Optional<InetAddress>> ofForwardedFor(List<String> lines) {
    List<Optional<InetAddress>> hops = new ArrayList<>();
    for (String line : lines) {
      for (String hop : line.split(",", -1)) {
        hops.add(withPort(hop.strip()));
      }
    }
    return hops;
  }

  /// The hops of the lines of `Forwarded` (RFC 7239), empty where one is hidden or unknown. Commas
  /// and semicolons in quotes cut a hop in two; none that an address is in has any.
  static List<Optional<InetAddress>> ofForwarded(List<String> lines) {
    List<Optional<InetAddress>> hops = new ArrayList<>();
    for (String line : lines) {
      for (String hop : line.split(",", -1)) {
        hops.add(forParameter(hop));
      }
    }
    return hops;
  }

  private static Optional<InetAddress> forParameter(String hop) {
    List<String> found = new ArrayList<>();
    for (String parameter : hop.split(";", -1)) {
      String pair = parameter.strip();
      if (pair.toLowerCase(Locale.ROOT).startsWith("for=")) {
        found.add(pair.substring("for=".length()).replaceFirst("^\"(.*)\"$", "$1"));
      }
    }
    return found.size() == 1 ? withPort(found.getFirst()) : Optional.empty();
  }

  private static Optional<InetAddress> withPort(String node) {
    if (node.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    Matcher matcher = WITH_PORT.matcher(node);
    if (!matcher.matches()) {
      return parse(node); // IPv6 without brackets, as some write it.
    }
    return parse(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }
}
