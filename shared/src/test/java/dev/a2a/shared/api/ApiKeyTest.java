package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  /// Nobody's key, made after the published rule by another program: prefix, digits, CRC-32.
  private static final String BY_THE_RULE =
      "a2a_sk_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg4AQ4EE";

  private final ApiKey key = ApiKey.random(new SecureRandom());

  @Test
  void a_key_survives_being_written_and_read() {
    ApiKey read = ApiKey.parse(key.reveal());

    assertEquals(key.reveal(), read.reveal());
    assertArrayEquals(key.sha256(), read.sha256());
  }

  @Test
  void a_key_has_the_published_shape() {
    assertTrue(key.reveal().matches("a2a_sk_[0-9A-Za-z]{49}"), "not the published shape");
  }

  @Test
  void keys_differ() {
    SecureRandom random = new SecureRandom();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add(ApiKey.random(random).reveal());
    }

    assertEquals(1_000, keys.size());
  }

  @Test
  void every_change_of_one_character_is_caught() {
    String text = key.reveal();
    int changes = 0;
    for (int at = 0; at < text.length(); at++) {
      for (int d = 0; d < DIGITS.length(); d++) {
        char digit = DIGITS.charAt(d);
        if (digit != text.charAt(at)) {
          assertInvalid(text.substring(0, at) + digit + text.substring(at + 1));
          changes++;
        }
      }
    }
    assertTrue(changes > 3_000, "tried " + changes);
  }

  @Test
  void two_characters_in_the_wrong_order_are_caught() {
    String text = key.reveal();
    for (int at = ApiKey.PREFIX.length(); at < text.length() - 1; at++) {
      if (text.charAt(at) != text.charAt(at + 1)) {
        assertInvalid(
            text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a2a_sk_", "12345", "a2a_0123456789abcdef"})
  void what_is_not_a_key_at_all_is_refused(String text) {
    assertInvalid(text);
  }

  @Test
  void a_key_with_something_around_it_is_refused() {
    assertInvalid(key.reveal() + "\n");
    assertInvalid(" " + key.reveal());
    assertInvalid(key.reveal() + "0");
    assertInvalid(key.reveal().substring(0, key.reveal().length() - 1));
  }

  @Test
  void a_refused_key_is_not_repeated() {
    String mistyped = key.reveal().substring(1);

    Refusal refusal = assertThrows(Refusal.class, () -> ApiKey.parse(mistyped));

    assertFalse(refusal.toString().contains(mistyped.substring(0, 20)), "the key is repeated");
  }

  @Test
  void its_text_shows_four_digits_of_the_checksum_only() {
    assertEquals("a2a_sk_…Q4EE", ApiKey.parse(BY_THE_RULE).toString());
  }

  @Test
  void a_key_made_after_the_published_rule_is_valid_and_has_its_sha_256() {
    assertEquals(
        "e7312c8ca94366bfabd5a3902dd5f739cbb330f6b7cee8c481c3d542806ca77e",
        HexFormat.of().formatHex(ApiKey.parse(BY_THE_RULE).sha256()));
  }

  private static void assertInvalid(String text) {
    Refusal refusal = assertThrows(Refusal.class, () -> ApiKey.parse(text));
    assertEquals("invalid_key", refusal.problem().code());
  }

  @Test
  void a_key_is_found_in_a_text_however_it_is_broken_up() {
    String key = ApiKey.random(new SecureRandom()).reveal();
    String split = key.replaceAll("(.{5})", "$1 \u200b\n");
    String wide =
        key.chars().mapToObj(c -> Character.toString(c + 0xFEE0)).collect(Collectors.joining());

    assertTrue(ApiKey.isIn("use " + key + ", please"));
    assertTrue(ApiKey.isIn("a2a_sk_" + key));
    assertTrue(ApiKey.isIn(split));
    assertTrue(ApiKey.isIn(wide));
    assertFalse(ApiKey.isIn("a2a_sk_…" + key.substring(30)));
    assertFalse(ApiKey.isIn(key.substring(0, key.length() - 1) + "-"));
    char last = key.charAt(key.length() - 1);
    assertFalse(ApiKey.isIn(key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0')));
  }

  @Test
  void a_message_with_a_key_or_a_claim_is_refused() {
    String key = ApiKey.random(new SecureRandom()).reveal();
    String claim = "a2a_claim_" + "0".repeat(32);
    for (String secret : List.of(key, claim)) {
      Refusal no =
          assertThrows(
              Refusal.class,
              () -> new SendMessage("a2a_0123456789abcdef", "s", "take " + secret, null, null));
      assertEquals("key_in_message", no.problem().code());
      assertFalse(no.problem().detail().contains(secret));
    }
  }
}
