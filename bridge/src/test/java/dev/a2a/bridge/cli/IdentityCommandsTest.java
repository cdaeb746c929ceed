package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.keychain.Lookup;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdentityCommandsTest {
  private static final String ME =
      """
      {"agent_id":"%s","name":"alice","description":"tests","listed":false,
       "created_at":"2026-01-31T12:00:00.000Z","unread_count":3,"server_version":"9.9"}\
      """
          .formatted(Answers.ALICE);

  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private String registered(String id) {
    return "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
        .formatted(id, daemon.key.reveal());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void register_keeps_key_and_profile_for_the_owner_alone_and_never_prints_the_key()
      throws IOException, InterruptedException {
    daemon.say(201, registered(Answers.ALICE));
    Ran ran = typist.type("register", "alice", "--server", daemon.url(), "--listed");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains(Answers.ALICE) && ran.out().contains("credentials.json"));
    assertFalse((ran.out() + ran.err()).contains("a2a_sk_"));
    RecordedRequest asked = daemon.asked();
    assertEquals("POST /v1/agents", asked.getMethod() + " " + asked.getTarget());
    assertNull(asked.getHeaders().get("Authorization"));
    assertEquals("rw-------", mode(typist.config.resolve("credentials.json")));
    assertEquals("rw-------", mode(typist.config.resolve("config.json")));
    assertEquals("rwx------", mode(typist.config));
    assertEquals(
        new Lookup.Found(daemon.key.reveal()),
        new CredentialFile(typist.settings().home())
            .find(Binding.of(daemon.server(), Answers.ALICE)));
    assertFalse(Files.readString(typist.config.resolve("config.json")).contains("a2a_sk_"));
  }

  @Test
  void register_says_in_json_all_but_the_key() throws JsonProcessingException {
    daemon.say(201, registered(Answers.ALICE));
    Ran ran = typist.type("register", "alice", "--json", "--server", daemon.url());

    assertEquals(Answers.ALICE, ran.json().path("agent_id").asText());
    assertEquals("default", ran.json().path("profile").asText());
    assertFalse(ran.out().contains("a2a_sk_"));
  }

  @Test
  void register_refuses_a_profile_that_is_taken_without_asking_the_daemon() throws IOException {
    daemon.as(typist, "default");
    Ran ran = typist.type("register", "alice");

    assertEquals(6, ran.status());
    assertTrue(ran.err().startsWith("a2a: The profile \"default\" already holds"), ran.err());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void an_answer_without_a_key_or_id_is_no_daemon_of_ours() {
    daemon.say(201, "{\"agent_id\":\"x\",\"name\":\"alice\"}");
    Ran ran = typist.type("register", "alice", "--server", daemon.url());

    assertEquals(8, ran.status());
    assertTrue(ran.err().contains("is not an a2a daemon"), ran.err());
    assertFalse(Files.exists(typist.config.resolve("credentials.json")));
  }

  @Test
  void registering_side_by_side_loses_no_profile() throws Exception {
    List<String> ids = IntStream.range(0, 8).mapToObj("a2a_%016x"::formatted).toList();
    ids.forEach(id -> daemon.say(201, registered(id)));
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      for (var one :
          many.invokeAll(
              IntStream.range(0, 8)
                  .mapToObj(i ->
                      (java.util.concurrent.Callable<Ran>)
                          () ->
                              new Typist(folder)
                                  .type(
                                      "register",
                                      "alice",
                                      "--profile",
                                      "p" + i,
                                      "--server",
                                      daemon.url()))
                  .toList())) {
        assertEquals(0, one.get().status(), one.get().err());
      }
    }

    Profiles profiles = new Profiles(typist.settings().home());
    assertEquals(8, profiles.names().size());
    CredentialFile keys = new CredentialFile(typist.settings().home());
    assertTrue(
        ids.stream()
            .allMatch(id -> keys.find(Binding.of(daemon.server(), id)) instanceof Lookup.Found));
  }

  @Test
  void login_takes_a_piped_key_and_checks_it() throws InterruptedException {
    daemon.say(200, ME);
    Ran ran =
        typist
            .piping((daemon.key.reveal() + "\n").getBytes(UTF_8))
            .type("login", "--server", daemon.url());

    assertEquals(0, ran.status(), ran.err());
    assertEquals("Bearer " + daemon.key.reveal(), daemon.asked().getHeaders().get("Authorization"));
    assertEquals(Answers.ALICE, new Profiles(typist.settings().home()).get("default").agentId());
    assertFalse((ran.out() + ran.err()).contains("a2a_sk_"));
  }

  @Test
  void login_asks_at_a_terminal() {
    daemon.say(200, ME);
    typist.atTerminal = true;
    typist.secret = daemon.key.reveal();

    assertEquals(0, typist.type("login", "--server", daemon.url()).status());
  }

  @Test
  void login_refuses_a_mistyped_key_before_any_network() {
    String mistyped = daemon.key.reveal().substring(1);
    Ran ran = typist.piping(mistyped.getBytes(UTF_8)).type("login", "--server", daemon.url());

    assertEquals(3, ran.status());
    assertEquals(0, daemon.askedCount());
    assertFalse(ran.err().contains(mistyped.substring(8)), "the key is not repeated");
  }

  @Test
  void login_without_any_key_says_so() {
    Ran ran = typist.type("login", "--server", daemon.url());

    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("No API key was given"), ran.err());
  }

  @Test
  void login_redeems_a_claim_and_asks_nothing_after_it() throws InterruptedException {
    daemon.say(200, registered(Answers.ALICE));
    Ran ran = typist.type("login", "--claim", "ABCD-EFGH", "--server", daemon.url());

    assertEquals(0, ran.status(), ran.err());
    assertEquals("/v1/claims", daemon.asked().getTarget());
    assertEquals(1, daemon.askedCount());
  }

  @Test
  void a_claim_is_not_spent_where_its_profile_is_taken() throws IOException {
    daemon.as(typist, "default");

    assertEquals(6, typist.type("login", "--claim", "ABCD-EFGH").status());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void login_as_another_agent_does_not_replace_a_profile() throws IOException {
    daemon.as(typist, "default").say(200, ME.replace(Answers.ALICE, Answers.BOB));
    Ran ran = typist.piping(daemon.key.reveal().getBytes(UTF_8)).type("login");

    assertEquals(6, ran.status());
    assertEquals(Answers.ALICE, new Profiles(typist.settings().home()).get("default").agentId());
  }

  @Test
  void whoami_shows_the_agent() throws Exception {
    daemon.as(typist, "default").say(200, ME).say(200, ME);

    assertTrue(typist.type("whoami").out().contains("agent id  " + Answers.ALICE));
    assertEquals(3, typist.type("whoami", "--json").json().path("unread_count").asInt());
    assertEquals("Bearer " + daemon.key.reveal(), daemon.asked().getHeaders().get("Authorization"));
  }

  @Test
  void authorize_and_revoke_name_the_other_agent() throws Exception {
    daemon
        .as(typist, "default")
        .say(
            201,
            "{\"agent_id\":\"%s\",\"created_at\":\"2026-01-31T12:00:00.000Z\"}"
                .formatted(Answers.BOB))
        .say(
            200,
            "{\"agent_id\":\"%s\",\"revoked_at\":\"2026-01-31T12:00:00.000Z\"}"
                .formatted(Answers.BOB));
    Ran given = typist.type("authorize", Answers.BOB, "--expires-at", "2027-01-31T13:00:00+01:00");
    Ran taken = typist.type("revoke", Answers.BOB, "--json");

    assertEquals(0, given.status(), given.err());
    assertTrue(daemon.askedBody().contains("\"expires_at\":\"2027-01-31T12:00:00.000Z\""));
    assertEquals("DELETE", daemon.asked().getMethod());
    assertEquals(Answers.BOB, taken.json().path("agent_id").asText());
  }

  @Test
  void authorizations_are_listed_in_either_direction() throws Exception {
    daemon
        .as(typist, "default")
        .say(200, "{\"direction\":\"granted\",\"authorizations\":[],\"has_more\":false}")
        .say(
            200,
            """
            {"direction":"received","has_more":true,"cursor":"c 1;reboot","authorizations":[
             {"agent_id":"%s","name":"bob","created_at":"2026-01-31T12:00:00.000Z"}]}\
            """
                .formatted(Answers.BOB));
    Ran granted = typist.type("authorizations");
    Ran received = typist.type("authorizations", "--received", "--limit", "1");

    assertEquals("Nobody may write to you yet.\n", granted.out());
    assertTrue(received.out().contains("bob"));
    assertEquals(
        "There is more: a2a authorizations --received --limit 1 --cursor 'c 1;reboot'\n",
        received.err(),
        "a cursor cannot become a command");
    assertEquals("/v1/authorizations?direction=granted", daemon.asked().getTarget());
    assertEquals("/v1/authorizations?direction=received&limit=1", daemon.asked().getTarget());
  }

  @Test
  void agents_are_a_table() throws Exception {
    daemon
        .as(typist, "default")
        .say(
            200,
            """
            {"has_more":false,"agents":[{"agent_id":"%s","name":"bob","description":"builds",
             "you_may_write":true,"may_write_to_you":false}]}\
            """
                .formatted(Answers.BOB));
    Ran ran = typist.type("agents", "--cursor", "a&b");

    assertEquals(
        """
        AGENT ID              YOU WRITE  THEY WRITE  NAME
        a2a_0000000000000b0b  yes        no          bob: builds
        """,
        ran.out());
    assertEquals("/v1/agents?cursor=a%26b", daemon.asked().getTarget());
  }
}
