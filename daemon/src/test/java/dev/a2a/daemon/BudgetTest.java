package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes before a model is short, says when there is more, and all of it can be had.
class BudgetTest {
  @TempDir Path folder;
  private RunningDaemon daemon;
  private Someone alice;
  private Someone bob;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
    alice = daemon.register("alice");
    bob = daemon.register("bob");
    daemon.authorize(bob, alice);
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void a_list_ends_before_its_budget_and_goes_on() throws Exception {
    String wide = "\uD83D\uDC4D".repeat(200);
    for (int i = 0; i < 18; i++) {
      String json = Json.write(Map.of("recipient_id", bob.id(), "subject", wide, "body", wide + i));
      assertEquals(202, daemon.post("/v1/messages", alice.key(), json).status());
    }
    for (String tool : new String[] {"a2a_check_inbox", "a2a_search_messages"}) {
      String query = tool.contains("search") ? ",\"query\":\"from:" + alice.id() + "\"" : "";
      Set<String> seen = new HashSet<>();
      String cursor = "";
      int pages = 0;
      do {
        JsonNode page = call(tool, "{\"limit\":100" + query + cursor + "}");
        assertTrue(Json.write(page).getBytes(StandardCharsets.UTF_8).length < 26 << 10);
        page.path("messages").forEach(m -> assertTrue(seen.add(m.path("id").asText())));
        assertEquals(page.path("has_more").asBoolean(), page.has("cursor"));
        cursor = page.has("cursor") ? ",\"cursor\":\"" + page.path("cursor").asText() + "\"" : "";
        pages++;
      } while (!cursor.isEmpty());
      assertEquals(18, seen.size(), tool);
      assertTrue(pages > 1, tool);
    }
    JsonNode rest = daemon.get("/v1/inbox?limit=100", bob.key()).json();
    assertEquals(18, rest.path("messages").size(), "programs get what they ask for");
  }

  @Test
  void a_long_body_comes_in_parts_that_make_the_whole() throws Exception {
    String body = "aé日👍".repeat(6_000);
    String id = daemon.send(alice, bob, body);
    StringBuilder joined = new StringBuilder();
    String cursor = "";
    boolean more;
    do {
      JsonNode part = call("a2a_get_message", "{\"message_id\":\"" + id + "\"" + cursor + "}");
      int bytes = part.path("body").asText().getBytes(StandardCharsets.UTF_8).length;
      assertTrue(bytes > 0 && bytes <= 32 << 10, () -> "bytes: " + bytes);
      joined.append(part.path("body").asText());
      more = part.path("has_more").asBoolean(false);
      cursor = ",\"cursor\":\"" + part.path("cursor").asText() + "\"";
    } while (more);
    assertEquals(body, joined.toString());

    JsonNode first =
        call("a2a_get_conversation", "{\"peer_id\":\"" + alice.id() + "\"}").at("/messages/0");
    assertTrue(first.path("has_more").asBoolean());
    JsonNode whole = daemon.get("/v1/messages/" + id, bob.key()).json();
    assertEquals(body, whole.path("body").asText());
    assertFalse(whole.has("has_more"));
    JsonNode some = daemon.get("/v1/messages/" + id + "?max_bytes=1024", bob.key()).json();
    assertTrue(body.startsWith(some.path("body").asText()));
    assertTrue(some.path("has_more").asBoolean());
    assertEquals(400, daemon.get("/v1/messages/" + id + "?max_bytes=3", bob.key()).status());
    assertEquals(400, daemon.get("/v1/messages/" + id + "?cursor=-1", bob.key()).status());
  }

  @Test
  void a_key_never_leaves_in_a_message() throws Exception {
    String json = "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"it is %s\"}";
    for (String recipient : new String[] {bob.id(), "a2a_0000000000000000"}) {
      Answer answer =
          daemon.post("/v1/messages", alice.key(), json.formatted(recipient, alice.key()));
      assertEquals(422, answer.status());
      assertEquals("key_in_message", answer.code());
    }
    assertEquals(
        202, daemon.post("/v1/messages", alice.key(), json.formatted(bob.id(), "no key")).status());
  }

  private JsonNode call(String tool, String arguments) throws Exception {
    return daemon.post("/v1/tools/" + tool, bob.key(), arguments).json().path("structuredContent");
  }
}
