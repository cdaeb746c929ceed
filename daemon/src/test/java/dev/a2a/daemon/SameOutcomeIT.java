package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.daemon.Image.Said;
import dev.a2a.shared.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One daemon, one story, told four times: through REST, `/mcp`, a bridge and the command line,
/// each by two agents of its own. What each of them hears is the same, but for ids and times.
class SameOutcomeIT {
  /// Where the key itself is handed out, each door has its own way, tested where it is made.
  private static final List<String> OWN_WAYS = List.of("a2a_register", "a2a_rotate_api_key");

  private static final Pattern CHANGING =
      Pattern.compile(
          "a2a_inv_[0-9a-f]{32}|a2a_[0-9a-f]{16}"
              + "|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
              + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Image image;
  private Image.RunningDaemon daemon;

  @BeforeEach
  void start() throws IOException {
    image = Image.built();
    // Whether a person is asked is the one thing in which the doors are to differ.
    daemon = image.daemon(folder.resolve("data"), Map.of("A2A_AUTHORIZE", "allow"));
  }

  @AfterEach
  void stop() {
    http.close();
    if (daemon != null) {
      daemon.close();
    }
  }

  private record Agent(String id, String key) {}

  /// What can be asked with a tool, wherever it is asked.
  private interface Door extends AutoCloseable {
    JsonNode ask(Agent agent, String tool, ObjectNode arguments) throws Exception;

    @Override
    default void close() {}
  }

  @Test
  void every_operation_has_the_same_outcome_at_every_door() throws Exception {
    Map<String, List<String>> told = new LinkedHashMap<>();
    TreeSet<String> used = new TreeSet<>(OWN_WAYS);
    told.put("rest", tell(this::rest, used));
    told.put("mcp", tell(this::mcp, used));
    try (Bridges bridges = new Bridges()) {
      told.put("bridge", tell(bridges, used));
    }
    told.put("command line", tell(this::commandLine, used));

    List<String> rest = told.remove("rest");
    told.forEach(
        (door, lines) -> assertEquals(String.join("\n", rest), String.join("\n", lines), door));
    TreeSet<String> listed = new TreeSet<>();
    Json.answers()
        .readTree(SameOutcomeIT.class.getResourceAsStream("/dev/a2a/tools.json"))
        .path("tools")
        .forEach(tool -> listed.add(tool.path("name").asText()));
    assertEquals(listed, used);
    assertNotEquals(rest.getFirst(), rest.getLast(), "the control: different outcomes differ");
  }

  private List<String> tell(Door door, Set<String> used) throws Exception {
    Agent alice = register("alice");
    Agent bob = register("bob");
    Story story = new Story(door, used);
    story.ask(alice, "a2a_whoami", "{}");
    story.ask(
        bob,
        "a2a_set_capabilities",
        "{'capabilities':[{'id':'review','title':'Reviews code','description':'Java'}]}");
    story.ask(
        alice,
        "a2a_send_message",
        "{'recipient_id':'%s','subject':'s','body':'b'}".formatted(bob.id()));
    story.ask(bob, "a2a_authorize_agent", "{'agent_id':'%s','alias':'al'}".formatted(alice.id()));
    story.ask(bob, "a2a_list_authorizations", "{'direction':'granted'}");
    story.ask(alice, "a2a_list_agents", "{'limit':5}");
    story.ask(alice, "a2a_get_agent_capabilities", "{'agent_id':'%s'}".formatted(bob.id()));
    String id =
        story
            .ask(
                alice,
                "a2a_send_message",
                "{'recipient_id':'%s','subject':'Build','body':'It is green.\\nAll of it.'}"
                    .formatted(bob.id()))
            .path("message_id")
            .asText();
    story.ask(bob, "a2a_check_inbox", "{'limit':5}");
    story.ask(bob, "a2a_get_message", "{'message_id':'%s'}".formatted(id));
    story.ask(alice, "a2a_get_message_status", "{'message_id':'%s'}".formatted(id));
    story.ask(bob, "a2a_mark_read", "{'message_id':'%s'}".formatted(id));
    String code = story.ask(bob, "a2a_create_invite", "{}").path("code").asText();
    story.ask(alice, "a2a_accept_invite", "{'code':'%s'}".formatted(code));
    story.ask(alice, "a2a_accept_invite", "{'code':'%s'}".formatted(code));
    story.ask(
        bob,
        "a2a_send_message",
        "{'recipient_id':'%s','subject':'Re: Build','body':'Good.','reply_to_id':'%s'}"
            .formatted(alice.id(), id));
    story.ask(alice, "a2a_get_message_status", "{'message_id':'%s'}".formatted(id));
    story.ask(alice, "a2a_search_messages", "{'query':'green'}");
    story.ask(alice, "a2a_list_conversations", "{}");
    story.ask(alice, "a2a_get_conversation", "{'peer_id':'%s'}".formatted(bob.id()));
    story.ask(bob, "a2a_revoke_authorization", "{'agent_id':'%s'}".formatted(alice.id()));
    story.ask(bob, "a2a_revoke_authorization", "{'agent_id':'%s'}".formatted(alice.id()));
    story.ask(alice, "a2a_get_message", "{'message_id':'01900000-0000-7000-8000-000000000000'}");
    return story.lines;
  }

  /// Ids and times by the order in which they come up.
  private static final class Story {
    private final Door door;
    private final Set<String> used;
    private final Map<String, String> names = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    Story(Door door, Set<String> used) {
      this.door = door;
      this.used = used;
    }

    JsonNode ask(Agent agent, String tool, String arguments) throws Exception {
      used.add(tool);
      String json = arguments.replace('\'', '"');
      JsonNode answer = door.ask(agent, tool, (ObjectNode) Json.answers().readTree(json));
      // Sorted, as members have no order, and without the words around a refusal's code.
      JsonNode shown = answer.has("code") && answer.has("detail") ? answer.path("code") : answer;
      Object sorted = Json.answers().treeToValue(shown, Object.class);
      lines.add(tool + " " + named(Json.answers().writeValueAsString(deep(sorted))));
      return answer;
    }

    private static Object deep(Object value) {
      if (value instanceof Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((name, member) -> sorted.put(String.valueOf(name), deep(member)));
        return sorted;
      }
      return value instanceof List<?> list ? list.stream().map(Story::deep).toList() : value;
    }

    private String named(String text) {
      Matcher changing = CHANGING.matcher(text);
      return changing.replaceAll(found ->
          found.group().endsWith("Z")
              ? "TIME"
              : names.computeIfAbsent(found.group(), _ -> "id" + names.size()));
    }
  }

  private JsonNode rest(Agent agent, String tool, ObjectNode arguments) throws Exception {
    String[] route = Objects.requireNonNull(ROUTES.get(tool), tool).split(" ", 2);
    String path = route[1];
    ObjectNode rest = arguments.deepCopy();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      String slot = "{" + argument.getKey() + "}";
      if (path.contains(slot)) {
        path = path.replace(slot, argument.getValue().asText());
        rest.remove(argument.getKey());
      }
    }
    boolean body = route[0].equals("POST") || route[0].equals("PUT");
    if (!body) {
      StringBuilder query = new StringBuilder();
      rest.properties()
          .forEach(a ->
              query
                  .append(query.isEmpty() ? "?" : "&")
                  .append(a.getKey())
                  .append('=')
                  .append(URLEncoder.encode(a.getValue().asText(), StandardCharsets.UTF_8)));
      path += query;
    }
    return send(agent, route[0], path, body ? rest.toString() : "");
  }

  private JsonNode mcp(Agent agent, String tool, ObjectNode arguments) throws Exception {
    return result(send(agent, "POST", "/mcp", call(1, tool, arguments)));
  }

  private JsonNode commandLine(Agent agent, String tool, ObjectNode a) throws Exception {
    List<String> words =
        switch (tool) {
          case "a2a_whoami" -> List.of("whoami");
          case "a2a_set_capabilities" -> List.of("capabilities", "set", "-");
          case "a2a_get_agent_capabilities" -> List.of("capabilities", text(a, "agent_id"));
          case "a2a_list_agents" -> List.of("agents", "--limit", text(a, "limit"));
          case "a2a_authorize_agent" ->
              List.of("authorize", text(a, "agent_id"), "--alias", text(a, "alias"));
          case "a2a_list_authorizations" -> List.of("authorizations");
          case "a2a_revoke_authorization" -> List.of("revoke", text(a, "agent_id"));
          case "a2a_create_invite" -> List.of("invite");
          case "a2a_accept_invite" -> List.of("accept", text(a, "code"));
          case "a2a_check_inbox" -> List.of("inbox", "--limit", text(a, "limit"));
          case "a2a_get_message" -> List.of("read", text(a, "message_id"));
          case "a2a_get_message_status" -> List.of("status", text(a, "message_id"));
          case "a2a_mark_read" -> List.of("mark-read", text(a, "message_id"));
          case "a2a_search_messages" -> List.of("search", text(a, "query"));
          case "a2a_list_conversations" -> List.of("conversations");
          case "a2a_get_conversation" -> List.of("conversation", text(a, "peer_id"));
          case "a2a_send_message" -> {
            List<String> send = new ArrayList<>();
            send.addAll(List.of("send", text(a, "recipient_id"), "-s", text(a, "subject")));
            send.add(text(a, "body"));
            if (a.has("reply_to_id")) {
              send.addAll(List.of("--reply-to", text(a, "reply_to_id")));
            }
            yield send;
          }
          default -> throw new AssertionError("no command for " + tool);
        };
    List<String> command = new ArrayList<>(List.of(image.launcher("a2a").toString()));
    command.addAll(words);
    command.add("--json");
    String input = tool.equals("a2a_set_capabilities") ? a.toString() : "";
    Said said = Image.run(folder, environment(agent), input, command);
    String json = said.status() == 0 ? said.out() : said.err();
    return Json.answers().readTree(json);
  }

  private static String text(ObjectNode arguments, String name) {
    return arguments.path(name).asText();
  }

  private Map<String, String> environment(Agent agent) {
    return Map.of(
        "A2A_CONFIG_DIR", folder.resolve("config").toString(),
        "A2A_SERVER", daemon.url(),
        "A2A_API_KEY", agent.key());
  }

  /// A bridge for each agent.
  private final class Bridges implements Door {
    private final Map<String, Process> running = new HashMap<>();
    private final Map<String, BufferedReader> readers = new HashMap<>();
    private int lastId = 1;

    @Override
    public JsonNode ask(Agent agent, String tool, ObjectNode arguments) throws Exception {
      Process bridge = running.get(agent.id());
      if (bridge == null) {
        ProcessBuilder builder = new ProcessBuilder(image.launcher("a2a-bridge").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("A2A_"));
        builder.environment().put("A2A_AOT_CACHE", "off");
        builder.environment().putAll(environment(agent));
        bridge = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        running.put(agent.id(), bridge);
        readers.put(agent.id(), bridge.inputReader(StandardCharsets.UTF_8));
        String hello =
            "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
                + "'capabilities':{},'clientInfo':{'name':'t','version':'1'}}}";
        say(bridge, hello.replace('\'', '"'));
        answer(agent, 0);
        say(bridge, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      }
      int id = ++lastId;
      say(bridge, call(id, tool, arguments));
      return result(answer(agent, id));
    }

    private void say(Process bridge, String line) throws IOException {
      Writer out = bridge.outputWriter(StandardCharsets.UTF_8);
      out.write(line + "\n");
      out.flush();
    }

    private JsonNode answer(Agent agent, int id) throws IOException {
      while (true) {
        String line = Objects.requireNonNull(readers.get(agent.id())).readLine();
        assertTrue(line != null, "the bridge ended");
        JsonNode message = Json.answers().readTree(line);
        if (message.path("id").asInt(-1) == id && message.has("result")) {
          return message;
        }
      }
    }

    @Override
    public void close() {
      running.values().forEach(Process::destroy);
    }
  }

  private static String call(int id, String tool, ObjectNode arguments) {
    ObjectNode call = Json.answers().createObjectNode();
    call.put("jsonrpc", "2.0").put("id", id).put("method", "tools/call");
    call.putObject("params").put("name", tool).set("arguments", arguments);
    return call.toString();
  }

  private static JsonNode result(JsonNode message) {
    JsonNode result = message.path("result");
    if (result.path("isError").asBoolean()) {
      return result.at("/_meta/dev.a2a~1problem");
    }
    JsonNode structured = result.path("structuredContent");
    if (structured instanceof ObjectNode object) {
      object.remove("notice"); // For models alone: a warning of what others wrote.
    }
    return structured;
  }

  private Agent register(String name) throws Exception {
    JsonNode made = send(new Agent("", ""), "POST", "/v1/agents", "{\"name\":\"" + name + "\"}");
    return new Agent(made.path("agent_id").asText(), made.path("api_key").asText());
  }

  private JsonNode send(Agent agent, String method, String path, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(daemon.url() + path))
            .header("Accept", "application/json, text/event-stream")
            .method(method, BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!agent.key().isEmpty()) {
      request.header("Authorization", "Bearer " + agent.key());
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return Json.answers().readTree(answer.body());
  }

  private static final Map<String, String> ROUTES =
      Map.ofEntries(
          Map.entry("a2a_whoami", "GET /v1/me"),
          Map.entry("a2a_set_capabilities", "PUT /v1/capabilities"),
          Map.entry("a2a_get_agent_capabilities", "GET /v1/agents/{agent_id}/capabilities"),
          Map.entry("a2a_list_agents", "GET /v1/agents"),
          Map.entry("a2a_authorize_agent", "POST /v1/authorizations"),
          Map.entry("a2a_list_authorizations", "GET /v1/authorizations"),
          Map.entry("a2a_revoke_authorization", "DELETE /v1/authorizations/{agent_id}"),
          Map.entry("a2a_create_invite", "POST /v1/invites"),
          Map.entry("a2a_accept_invite", "POST /v1/invites/accept"),
          Map.entry("a2a_send_message", "POST /v1/messages"),
          Map.entry("a2a_check_inbox", "GET /v1/inbox"),
          Map.entry("a2a_get_message", "GET /v1/messages/{message_id}"),
          Map.entry("a2a_get_message_status", "GET /v1/messages/{message_id}/status"),
          Map.entry("a2a_mark_read", "POST /v1/inbox/read"),
          Map.entry("a2a_search_messages", "GET /v1/search"),
          Map.entry("a2a_list_conversations", "GET /v1/conversations"),
          Map.entry("a2a_get_conversation", "GET /v1/conversations/{peer_id}"));
}
