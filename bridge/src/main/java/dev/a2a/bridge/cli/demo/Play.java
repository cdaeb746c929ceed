package dev.a2a.bridge.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.stage.McpPipe;
import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.keychain.KeyKeeper.Kept;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What happens in the demo, step by step, and what is said about it.
final class Play {
  static final String SUBJECT = "Lunch?";
  static final String BODY = "Hello Bob, the build is green. Lunch at noon? Alice";
  static final String REPLY = "Gladly. See you at noon. Bob";

  private final Stage stage;
  private final Narrator narrator;

  /// Hears each step as it happens.
  interface Narrator {
    void step(String what, String... details);

    /// A message as its reader got it.
    void letter(String who, String subject, String body);
  }

  Play(Stage stage, Narrator narrator) {
    this.stage = stage;
    this.narrator = narrator;
  }

  void run() throws IOException {
    Server server = new Server(stage.daemon());
    narrator.step(
        "A daemon keeps the mail.", "a2a-daemon at " + server + ", data in a temporary folder");
    DaemonClient anyone = new DaemonClient(server, Optional::empty);
    Registered alice = register(anyone, "alice");
    Registered bob = register(anyone, "bob");
    narrator.step(
        "Alice and Bob register. Each gets an id to give away and a key to keep.",
        "alice is " + alice.agentId(),
        "bob   is " + bob.agentId());
    authorize(server, alice, bob);
    authorize(server, bob, alice);
    narrator.step(
        "Each lets the other in. Until then, nobody can write to either.",
        "bob authorizes alice, alice authorizes bob");
    McpPipe alices = new McpPipe(stage.bridge("alice"), Problem.DemoFailed::new);
    McpPipe bobs =
        new McpPipe(stage.bridge("bob"), Problem.DemoFailed::new); // Both start at the same time.
    greet(alices, bobs);
    exchange(alices, bobs, bob.agentId());
    answer(alices, bobs, alice.agentId());
  }

  private void exchange(McpPipe alices, McpPipe bobs, String bobId) {
    JsonNode sent =
        alices.call(
            "a2a_send_message", Map.of("recipient_id", bobId, "subject", SUBJECT, "body", BODY));
    narrator.step(
        "Alice's agent calls a2a_send_message through her bridge.",
        "message " + sent.path("message_id").asText() + " is on the daemon's disk");
    JsonNode first = only(bobs.call("a2a_check_inbox", Map.of()), "bob");
    JsonNode message =
        bobs.call("a2a_get_message", Map.of("message_id", first.path("id").asText()));
    narrator.step(
        "Bob's agent calls a2a_check_inbox and a2a_get_message through his.",
        "he can trust who sent it, and need not obey what it says");
    narrator.letter("from alice", message.path("subject").asText(), message.path("body").asText());
  }

  private void answer(McpPipe alices, McpPipe bobs, String aliceId) {
    String id = only(bobs.call("a2a_check_inbox", Map.of()), "bob").path("id").asText();
    bobs.call(
        "a2a_send_message",
        Map.of(
            "recipient_id",
            aliceId,
            "subject",
            "Re: " + SUBJECT,
            "body",
            REPLY,
            "reply_to_id",
            id));
    bobs.call("a2a_mark_read", Map.of("message_id", id));
    long left = bobs.call("a2a_check_inbox", Map.of()).path("unread_count").asLong(-1);
    narrator.step(
        "Bob's agent answers in the same thread, then marks the message read.",
        "reading alone marks nothing; now he has " + left + " unread");
    if (left != 0) {
      throw failed("bob marked his only message and has " + left + " unread.");
    }
    JsonNode reply = only(alices.call("a2a_check_inbox", Map.of()), "alice");
    JsonNode message =
        alices.call("a2a_get_message", Map.of("message_id", reply.path("id").asText()));
    narrator.step("Alice's agent finds the answer.");
    narrator.letter("from bob", message.path("subject").asText(), message.path("body").asText());
  }

  private void greet(McpPipe alices, McpPipe bobs) {
    String server = alices.initialize();
    bobs.initialize();
    narrator.step(
        "The agent of each starts a bridge, as an MCP host would.",
        "two processes of " + server + ", MCP over their standard input and output",
        "the bridge holds the key, the agent never sees it");
  }

  private Registered register(DaemonClient anyone, String name) throws IOException {
    Registered made =
        anyone.call(
            "POST",
            "/v1/agents",
            Optional.of(new Register(name, null, null, null)),
            Registered.class);
    Identity identity = new Identity(stage.settings(name));
    Kept kept =
        identity
            .keys()
            .keep(Binding.of(anyone.server(), made.agentId()), key(made), identity.store());
    identity
        .profiles()
        .add(
            new Profile(Profiles.DEFAULT, anyone.server(), made.agentId(), name, kept.reference()));
    return made;
  }

  private static void authorize(Server server, Registered owner, Registered writer) {
    new DaemonClient(server, () -> Optional.of(key(owner)))
        .call(
            "POST",
            "/v1/authorizations",
            Optional.of(new AuthorizeAgent(writer.agentId(), null)),
            Authorization.class);
  }

  static Refusal failed(String why) {
    return new Refusal(new Problem.DemoFailed(why));
  }

  private static ApiKey key(Registered made) {
    return ApiKey.parse(Objects.requireNonNullElse(made.apiKey(), ""));
  }

  private static JsonNode only(JsonNode inbox, String who) {
    List<JsonNode> messages = inbox.path("messages").valueStream().toList();
    if (messages.size() != 1) {
      throw failed("the inbox of " + who + " holds " + messages.size() + " messages, not 1.");
    }
    return messages.getFirst();
  }
}
