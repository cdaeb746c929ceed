package dev.a2a.bridge.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a daemon is: an origin, `http://` on this machine or `https://` anywhere; or `local`, the
/// person's own daemon, which is found by its file and proves itself, wherever it listens. Once its
/// store is known, that is `local:` and the store's id. Keys are kept for and sent to one of these.
public record Server(String origin) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private static final Pattern OWN = Pattern.compile("local(:[0-9a-f]{16})?");

  /// The person's own daemon, whatever its store.
  public static Server own() {
    return new Server("local");
  }

  @JsonCreator
  public Server {
    origin = normal(origin);
  }

  @JsonValue
  @Override
  public String origin() {
    return origin;
  }

  /// Is it on this machine, spoken to without TLS?
  public boolean local() {
    return origin.startsWith("http://") || isOwn();
  }

  /// Is it the person's own daemon?
  public boolean isOwn() {
    return OWN.matcher(origin).matches();
  }

  /// Does a daemon with that store belong to this address?
  public boolean hasStore(String storeId) {
    return origin.equals("local") || origin.equals("local:" + storeId);
  }

  @Override
  public String toString() {
    return origin;
  }

  private static String normal(String text) {
    if (OWN.matcher(text).matches()) {
      return text;
    }
    try {
      URI uri = new URI(text);
      String scheme = lower(uri.getScheme());
      String host = lower(uri.getHost());
      boolean plain = scheme.equals("http") && LOOPBACK.contains(host);
      boolean onlyOrigin =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
      if (!host.isEmpty() && onlyOrigin && (plain || scheme.equals("https"))) {
        return scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
      }
    } catch (URISyntaxException _) {
      // Said below, as for any other text that is not an origin.
    }
    throw new Refusal(new Problem.InsecureServer(text));
  }

  private static String lower(@Nullable String part) {
    return part == null ? "" : part.toLowerCase(Locale.ROOT);
  }
}
