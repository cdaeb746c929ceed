package dev.a2a.daemon.refusal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.shared.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The reasons for which a message is refused that nobody may tell apart, each made at a daemon:
/// for each a recipient to whom alice's messages are refused for it. A new reason is one more line
/// in [#prepare].
final class Reasons {
  /// Who is unknown everywhere.
  static final String NOBODY = "a2a_00000000000000ff";

  private final Door door;
  private final Map<String, String> recipients = new LinkedHashMap<>();
  private final List<String> impossible = new ArrayList<>();
  private final JsonNode alice;
  private final String friend;

  /// The REST routes of a daemon.
  interface Door {
    JsonNode ask(String method, String path, @Nullable String key, @Nullable String json);
  }

  /// Makes one of the reasons; says no where this daemon does not know what it takes.
  private interface Making {
    boolean make(JsonNode recipient);
  }

  private Reasons(Door door) {
    this.door = door;
    this.alice = register("alice");
    JsonNode bob = register("bob");
    this.friend = id(bob);
    authorize(bob, "");
  }

  static Reasons prepare(Door door) {
    Reasons reasons = new Reasons(door);
    reasons.recipients.put("unknown recipient", NOBODY);
    reasons.add("no authorization", _ -> true);
    reasons.add("revoked", reasons::revoke);
    reasons.add("expired", reasons::expire);
    reasons.add("blocked", reasons::block);
    reasons.add("out of scope", carol -> reasons.authorize(carol, ",\"scopes\":[\"notify\"]"));
    return reasons;
  }

  /// The id of a recipient by each reason.
  Map<String, String> recipients() {
    return recipients;
  }

  /// Reasons that this daemon does not have.
  List<String> impossible() {
    return impossible;
  }

  /// The sender's key.
  String key() {
    return alice.path("api_key").asText();
  }

  /// A recipient that takes alice's messages: the control.
  String friend() {
    return friend;
  }

  static String message(String recipientId) {
    return "{\"recipient_id\":\"%s\",\"subject\":\"s\",\"body\":\"b\"}".formatted(recipientId);
  }

  private void add(String reason, Making making) {
    JsonNode carol = register("carol");
    if (making.make(carol)) {
      recipients.put(reason, id(carol));
    } else {
      impossible.add(reason);
    }
  }

  private boolean revoke(JsonNode carol) {
    authorize(carol, "");
    ask("DELETE", "/v1/authorizations/" + id(alice), carol, null);
    return true;
  }

  private boolean expire(JsonNode carol) {
    Instant soon = now(carol).plusMillis(1_500);
    authorize(carol, ",\"expires_at\":\"" + soon + "\"");
    while (!ask("GET", "/v1/authorizations", carol, null).path("authorizations").isEmpty()) {
      LockSupport.parkNanos(20_000_000);
    }
    return true;
  }

  private boolean block(JsonNode carol) {
    authorize(carol, "");
    JsonNode answer = ask("POST", "/v1/blocks", carol, "{\"agent_id\":\"" + id(alice) + "\"}");
    return !answer.path("code").asText().equals("no_such_route");
  }

  private boolean authorize(JsonNode recipient, String more) {
    String json = "{\"agent_id\":\"" + id(alice) + "\"" + more + "}";
    JsonNode answer = ask("POST", "/v1/authorizations", recipient, json);
    if (answer.path("code").asText().equals("unknown_argument")) {
      return false;
    }
    if (answer.has("code")) {
      throw new IllegalStateException("authorizing failed: " + answer);
    }
    return true;
  }

  /// The daemon's own time, from a record that it makes.
  private Instant now(JsonNode carol) {
    String json = "{\"agent_id\":\"" + NOBODY + "\"}";
    String time = ask("POST", "/v1/authorizations", carol, json).path("created_at").asText();
    ask("DELETE", "/v1/authorizations/" + NOBODY, carol, null);
    return Instant.parse(time);
  }

  private JsonNode register(String name) {
    return door.ask("POST", "/v1/agents", null, Json.write(Map.of("name", name)));
  }

  private JsonNode ask(String method, String path, JsonNode as, @Nullable String json) {
    return door.ask(method, path, as.path("api_key").asText(), json);
  }

  private static String id(JsonNode registered) {
    return registered.path("agent_id").asText();
  }
}
