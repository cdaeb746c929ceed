package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The exact names under which this daemon answers. A web page that makes a browser resolve its own
/// name to this machine (DNS rebinding) is refused by `Host`, one that calls across origins by
/// `Origin`.
final class Hosts {
  private final String boundTo;
  private final List<String> further;

  Hosts(String boundTo, List<String> further) {
    this.boundTo = boundTo;
    this.further = further;
  }

  /// Refuses any other `Host`, and any `Origin` that is not one of these hosts.
  void check(@Nullable String host, @Nullable String origin, int port) {
    Set<String> allowed = allowed(port);
    if (host == null || !allowed.contains(host.toLowerCase(Locale.ROOT))) {
      throw new Refusal(new Problem.HostNotAllowed());
    }
    if (origin != null && !isOf(origin.toLowerCase(Locale.ROOT), allowed)) {
      throw new Refusal(new Problem.OriginNotAllowed());
    }
  }

  private Set<String> allowed(int port) {
    Set<String> allowed = new HashSet<>();
    for (String name : List.of("127.0.0.1", "localhost", "[::1]", boundTo)) {
      allowed.add(name.toLowerCase(Locale.ROOT) + ":" + port);
    }
    further.forEach(name -> allowed.add(name.toLowerCase(Locale.ROOT)));
    return allowed;
  }

  private static boolean isOf(String origin, Set<String> allowed) {
    return allowed.stream()
        .anyMatch(host -> origin.equals("http://" + host) || origin.equals("https://" + host));
  }
}
