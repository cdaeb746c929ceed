package dev.a2a.daemon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final List<String> TRUSTED =
      List.of("127.0.0.1", "::1", "10.0.0.0/8", "2001:db8:ffff::/48");

  private final Proxies proxies = new Proxies(TRUSTED);

  /// Peer | X-Forwarded-For | Forwarded | source; lines of a header are separated by a `#`.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        // From strangers nothing is believed.
        "192.0.2.9 | -                       | -                   | 192.0.2.9",
        "192.0.2.9 | 203.0.113.5             | -                   | 192.0.2.9",
        "192.0.2.9 | 127.0.0.1               | for=127.0.0.1       | 192.0.2.9",
        // One proxy, and what a stranger wrote to the left.
        "127.0.0.1 | 203.0.113.5             | -                   | 203.0.113.5",
        "127.0.0.1 | 127.0.0.1, 203.0.113.5  | -                   | 203.0.113.5",
        "127.0.0.1 | 198.51.100.1,203.0.113.5| -                   | 203.0.113.5",
        "127.0.0.1 | garbage, 203.0.113.5    | -                   | 203.0.113.5",
        "127.0.0.1 | 198.51.100.1#203.0.113.5| -                   | 203.0.113.5",
        "[::1]     | 203.0.113.5             | -                   | 203.0.113.5",
        "::1%1     | 203.0.113.5             | -                   | 203.0.113.5",
        // Two proxies.
        "127.0.0.1 | 203.0.113.5, 10.1.2.3   | -                   | 203.0.113.5",
        "127.0.0.1 | 1.1.1.1, 203.0.113.5, 10.1.2.3 | -            | 203.0.113.5",
        "127.0.0.1 | 10.9.9.9, 10.1.2.3      | -                   | 10.9.9.9",
        "127.0.0.1 | 203.0.113.5, 2001:db8:ffff::7 | -             | 203.0.113.5",
        // A proxy that names nobody counts itself.
        "10.1.2.3  | -                       | -                   | 10.1.2.3",
        "10.1.2.3  | unknown                 | -                   | 10.1.2.3",
        "10.1.2.3  | 203.0.113.5, unknown    | -                   | 10.1.2.3",
        "10.1.2.3  | 203.0.113.5,            | -                   | 10.1.2.3",
        "10.1.2.3  | ``                      | -                   | 10.1.2.3",
        "10.1.2.3  | 203.0.113.5, _x, 10.0.0.9 | -                 | 10.0.0.9",
        "10.1.2.3  | 203.0.113               | -                   | 10.1.2.3",
        "10.1.2.3  | 3405803781              | -                   | 10.1.2.3",
        "10.1.2.3  | 0313.0.113.5            | -                   | 10.1.2.3",
        "10.1.2.3  | 203.0.113.555           | -                   | 10.1.2.3",
        "10.1.2.3  | example.com             | -                   | 10.1.2.3",
        // With ports, and IPv6 in each way of writing.
        "127.0.0.1 | 203.0.113.5:4711        | -                   | 203.0.113.5",
        "127.0.0.1 | 2001:db8:1:2::3         | -                   | 20010db800010002/64",
        "127.0.0.1 | [2001:db8:1:2::3]:4711  | -                   | 20010db800010002/64",
        "127.0.0.1 | ::ffff:203.0.113.5      | -                   | 203.0.113.5",
        // RFC 7239.
        "127.0.0.1 | -  | for=203.0.113.5                           | 203.0.113.5",
        "127.0.0.1 | -  | by=10.0.0.1; FOR=\"203.0.113.5:80\";proto=http | 203.0.113.5",
        "127.0.0.1 | -  | for=\"[2001:db8:1:2::3]:4711\"            | 20010db800010002/64",
        "127.0.0.1 | -  | for=1.1.1.1, for=203.0.113.5, for=10.0.0.7 | 203.0.113.5",
        "127.0.0.1 | -  | for=1.1.1.1#for=203.0.113.5               | 203.0.113.5",
        "127.0.0.1 | -  | for=unknown                               | 127.0.0.1",
        "127.0.0.1 | -  | for=_hidden, for=10.0.0.7                 | 10.0.0.7",
        "127.0.0.1 | -  | for=1.1.1.1;for=203.0.113.5               | 127.0.0.1",
        "127.0.0.1 | -  | proto=https                               | 127.0.0.1",
        "127.0.0.1 | -  | for=\"                                    | 127.0.0.1",
        // Only one of the two headers is the proxy's; a stranger may have sent the other.
        "127.0.0.1 | 203.0.113.5             | for=203.0.113.5     | 203.0.113.5",
        "127.0.0.1 | 203.0.113.5             | for=1.1.1.1         | 127.0.0.1",
        "127.0.0.1 | 1.1.1.1                 | for=203.0.113.5     | 127.0.0.1",
      })
  void the_rightmost_hop_that_is_no_trusted_proxy_is_the_source(
      String peer, @Nullable String forwardedFor, @Nullable String forwarded, String source) {
    assertEquals(source, proxies.source(peer, lines(forwardedFor), lines(forwarded)).name());
  }

  @Test
  void without_trusted_proxies_the_connection_counts() {
    Proxies none = new Proxies(List.of());
    assertEquals("127.0.0.1", none.source("127.0.0.1", List.of("203.0.113.5"), List.of()).name());
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/9, 10.127.0.1, true",
    "10.0.0.0/9, 10.128.0.1, false",
    "192.0.2.64/26, 192.0.2.127, true",
    "192.0.2.64/26, 192.0.2.128, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1/32, 192.0.2.1, true",
    "0.0.0.0/0, 203.0.113.5, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "[2001:db8::1], 2001:db8::1, true",
  })
  void a_network_holds_what_begins_with_its_bits(String network, String address, boolean holds) {
    assertEquals(
        holds,
        Network.parse(network).orElseThrow().contains(Addresses.parse(address).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "2001:db8::/129",
        "/8", "10.0.0.0/8/8", "*", "1", "::g", "10.0.0.0/99999999999"
      })
  void what_is_neither_address_nor_network_is_refused_at_the_start(String text) {
    Refusal no = assertThrows(Refusal.class, () -> new Proxies(List.of(text)));
    assertEquals("bad_setting", no.problem().code());
  }

  @Test
  void no_header_of_any_kind_breaks_it() {
    Random random = new Random(7);
    String signs = "0123456789abcdef.:,;=[]\"%_ forFOR\\-\u00e9\t";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder line = new StringBuilder();
      int length = random.nextInt(90);
      for (int j = 0; j < length; j++) {
        line.append(signs.charAt(random.nextInt(signs.length())));
      }
      List<String> one = List.of(line.toString());
      assertTrue(proxies.source("127.0.0.1", one, List.of()).name().length() < 50);
      assertTrue(proxies.source("127.0.0.1", List.of(), one).name().length() < 50);
    }
  }

  private static List<String> lines(@Nullable String lines) {
    return lines == null ? List.of() : List.of(lines.split("#", -1));
  }
}
