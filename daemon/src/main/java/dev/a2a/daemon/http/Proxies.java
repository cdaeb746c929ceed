package dev.a2a.daemon.http;

import dev.a2a.daemon.limit.Source;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Where requests come from, with proxies in between (settings `A2A_TRUSTED_PROXIES`).
///
/// A trusted proxy is believed when it says who it speaks for, in `X-Forwarded-For` or `Forwarded`
/// (RFC 7239). Each hop is written to the right of what came with the request, so the hops are read
/// from the right, as long as they are trusted proxies; the first other one is the source. What a
/// stranger wrote to the left of it is not looked at. Where a trusted proxy names no address, or
/// the two headers disagree, the request counts as the proxy's own.
public final class Proxies {
  private final List<Network> trusted;

  /// Refuses what is neither an address nor a network.
  public Proxies(List<String> trusted) {
    this.trusted = trusted.stream().map(Proxies::network).toList();
  }

  Source source(Context ctx) {
    return source(
        ctx.req().getRemoteAddr(),
        Collections.list(ctx.req().getHeaders("X-Forwarded-For")),
        Collections.list(ctx.req().getHeaders("Forwarded")));
  }

  /// The source of a request that came from `peer` with these lines of each header.
  Source source(String peer, List<String> forwardedFor, List<String> forwarded) {
    InetAddress socket =
        Addresses.parse(peer)
            .orElseThrow(() -> new IllegalArgumentException("a connection from " + peer));
    if (!trusted(socket)) {
      return Source.of(socket);
    }
    InetAddress byOne = client(socket, Addresses.ofForwardedFor(forwardedFor));
    InetAddress byOther = client(socket, Addresses.ofForwarded(forwarded));
    if (forwarded.isEmpty() || byOne.equals(byOther)) {
      return Source.of(byOne);
    }
    return Source.of(forwardedFor.isEmpty() ? byOther : socket);
  }

  /// @param hops leftmost first, empty where there is no address
  private InetAddress client(InetAddress socket, List<Optional<InetAddress>> hops) {
    InetAddress client = socket;
    for (Optional<InetAddress> hop : hops.reversed()) {
      if (hop.isEmpty()) {
        return client;
      }
      client = hop.get();
      if (!trusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean trusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }

  private static Network network(String text) {
    return Network.parse(text)
        .orElseThrow(() ->
            new Refusal(
                new Problem.BadSetting(
                    "A2A_TRUSTED_PROXIES",
                    "must be addresses or networks, such as 10.0.0.0/8, separated by commas")));
  }
}
