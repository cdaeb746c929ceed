package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("subject", "recipient_id", "body", "bode");

  @ParameterizedTest
  @CsvSource({
    "subjct,        subject",
    "sbuject,       subject",
    "subjects,      subject",
    "recipientId,   recipient_id",
    "recipient,     recipient_id",
    "bodi,          bode",
    "bdy,           body",
  })
  void the_nearest_known_name_is_suggested(String name, String meant) {
    assertEquals("Did you mean \"" + meant + "\"?", Suggestion.of(name, KNOWN));
  }

  @Test
  void all_known_names_are_listed_in_order_when_none_is_near() {
    assertEquals(
        "Known are bode, body, recipient_id, subject.", Suggestion.of("attachments", KNOWN));
  }

  @Test
  void nothing_known_is_said() {
    assertEquals("There are none.", Suggestion.of("subject", List.of()));
  }

  @Test
  void a_name_too_long_to_be_a_slip_is_like_no_other() {
    assertEquals(
        "Known are subject.", Suggestion.of("subject".repeat(100_000), List.of("subject")));
  }
}
