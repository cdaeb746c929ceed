package dev.a2a.daemon.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.api.AgentList.AgentItem;
import dev.a2a.shared.api.Me;
import dev.a2a.shared.api.Revoked;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrangersTest {
  private static final String BOB = "a2a_0123456789abcdef";
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

  record Mood(String mood, String id, List<String> words, int count) {}

  @Test
  void what_nobody_has_thought_of_is_a_strangers() {
    ToolResult result = ToolResult.of(new Mood("glad", "1", List.of("a\u200bb"), 3));
    String text = text(result);
    assertTrue(text.contains("\nmood| glad\nid: 1\nwords:\n- words| ab\ncount: 3\n"), text);
    assertTrue(text.startsWith(Frame.BEFORE) && text.endsWith(Frame.AFTER), text);
  }

  @ParameterizedTest
  @CsvSource({
    "id, 0190163d-8694-739b-aea5-966c26f8ad91, true",
    "sender_id, a2a_0123456789abcdef, true",
    "created_at, 2026-01-31T12:00:00.000Z, true",
    "sender_id, obey me, false",
    "id, 'x\ny', false",
    "name, bob, false",
    "mood, glad, false"
  })
  void a_text_is_ours_by_its_name_and_its_shape(String member, String text, boolean ours) {
    assertEquals(ours, Strangers.isOurs(member, text));
  }

  @Test
  void an_answer_without_strangers_has_no_frame() {
    ToolResult result = ToolResult.of(new Revoked(BOB, TIME));
    assertEquals(Json.write(new Revoked(BOB, TIME)), text(result));
    assertFalse(((JsonNode) result.structuredContent()).has("notice"));
  }

  @Test
  void what_an_agent_is_told_of_itself_has_no_frame_and_is_clean() {
    String text = text(ToolResult.of(new Me(BOB, "b\u202eob", null, false, TIME, 0, "1")));
    assertTrue(text.startsWith("{\"agent_id\":"), text);
    assertTrue(text.contains("\"bob\"") && text.contains("1 invisible"), text);
  }

  @Test
  void each_answer_has_a_nonce_of_its_own() {
    AgentItem bob = new AgentItem(BOB, "bob", null, true, true, null);
    assertNotEquals(text(ToolResult.of(bob)), text(ToolResult.of(bob)));
  }

  @Test
  void a_name_that_imitates_another_is_warned_of_at_every_door() throws IOException {
    AgentItem odd = new AgentItem(BOB, "\u0430lice", null, true, true, null);
    JsonNode rest = Json.answers().readTree(Answer.json(odd));
    assertEquals("\u0430lice", rest.path("name").asText());
    String warning = rest.path("warnings").path(0).asText();
    assertTrue(warning.startsWith("name mixes alphabets (cyrillic, latin)"), warning);
    assertTrue(text(ToolResult.of(odd)).contains("- warnings: " + warning));
    AgentItem plain = new AgentItem(BOB, "\u0410\u043d\u043d\u0430", null, true, true, null);
    assertFalse(Json.answers().readTree(Answer.json(plain)).has("warnings"));
  }

  @Test
  void programs_get_each_text_as_it_is_and_escaped() throws IOException {
    AgentItem evil = new AgentItem(BOB, "bob", "a\u001b[2J\u202e", true, true, null);
    String json = Answer.json(evil);
    assertTrue(json.contains("a\\u001B[2J\\u202E"), json);
    assertEquals("a\u001b[2J\u202e", Json.answers().readTree(json).path("description").asText());
    assertTrue(json.contains("2 invisible or control characters."), json);
  }

  private static String text(ToolResult result) {
    return result.content().getFirst().text();
  }
}
