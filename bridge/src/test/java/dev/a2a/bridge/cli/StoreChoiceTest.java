package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.keychain.FakeSecretService;
import dev.a2a.bridge.keychain.FakeSecretService.Mode;
import dev.a2a.bridge.keychain.KeyFinder;
import dev.a2a.bridge.keychain.Stores;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where register and login put the key, and what they do when that cannot be.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoreChoiceTest {
  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;
  private FakeSecretService service;

  @BeforeEach
  void start() throws IOException {
    daemon = new Answers();
    service = new FakeSecretService();
    typist = new Typist(folder);
    typist.env.remove("A2A_STORE");
    typist.env.putAll(service.env());
    typist.env.put("PATH", String.valueOf(System.getenv("PATH")));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
    service.close();
  }

  private Ran register(String... more) {
    daemon.say(
        201,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"name\":\"alice\"}"
            .formatted(Answers.ALICE, daemon.key.reveal()));
    return typist.type(words("register", "alice", more));
  }

  private Ran login(String... more) {
    daemon.say(
        200,
        """
        {"agent_id":"%s","name":"alice","listed":false,"unread_count":0,"server_version":"9.9",
         "created_at":"2026-01-31T12:00:00.000Z"}\
        """
            .formatted(Answers.ALICE));
    return typist.type(words("login", "--server=" + daemon.url(), more));
  }

  private String[] words(String first, String second, String... more) {
    List<String> all = new ArrayList<>(List.of(first, second));
    if (first.equals("register")) {
      all.addAll(List.of("--server", daemon.url()));
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private Profile profile() {
    return new Profiles(typist.settings().home()).get("default");
  }

  private String keyOf(Profile profile) {
    try {
      return new KeyFinder(new Stores(typist.settings(), () -> false)).find(profile).reveal();
    } catch (Refusal e) {
      return e.problem().code();
    }
  }

  @Test
  void without_a_choice_the_key_goes_to_the_keychain() throws Exception {
    Ran ran = register();

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("key       in the keychain"), ran.out());
    assertEquals("", ran.err());
    assertEquals(Store.KEYCHAIN, profile().key().store());
    assertEquals(daemon.key.reveal(), keyOf(profile()));
    assertFalse(Files.exists(typist.config.resolve("credentials.json")));
    typist.piping(daemon.key.reveal().getBytes(UTF_8));
    assertEquals("keychain", login("--json").json().path("key_store").asText());
  }

  @Test
  void a_file_is_noticed_loudly() {
    Ran ran = register("--store", "file");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.err().contains("NOTICE") && ran.err().contains("NOT ENCRYPTED"), ran.err());
    assertEquals(Store.FILE, profile().key().store());
    assertEquals(List.of(), service.calls);
  }

  @Test
  void the_setting_chooses_and_the_option_wins() {
    typist.env.put("A2A_STORE", "file");
    assertEquals(0, register("--store", "keychain").status());
    assertEquals(Store.KEYCHAIN, profile().key().store());
    assertEquals(0, register("--profile", "other").status());
    assertEquals(Store.FILE, new Profiles(typist.settings().home()).get("other").key().store());
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SERVICE, 8, --store file",
    "NO_DEFAULT, 8, A2A_API_KEY",
    "LOCKED, 8, Unlock it",
    "HANG, 8, does not answer"
  })
  void without_a_person_a_keychain_in_trouble_is_an_error_before_anybody_is_registered(
      Mode mode, int status, String said) {
    service.be(mode);
    Ran ran = register();

    assertEquals(status, ran.status(), ran.err());
    assertTrue(ran.err().contains(said), ran.err());
    assertEquals(0, daemon.askedCount());
    assertFalse(Files.exists(typist.config));
  }

  @Test
  void a_person_is_asked_whether_a_file_will_do_where_there_is_no_keychain() {
    service.be(Mode.NO_SERVICE);
    typist.atTerminal = true;
    typist.yes = true;
    Ran ran = register();

    assertEquals(0, ran.status(), ran.err());
    assertTrue(typist.asked.contains("only you can read"), typist.asked);
    assertTrue(ran.err().contains("NOTICE"), ran.err());
    assertEquals(Store.FILE, profile().key().store());
  }

  @Test
  void a_person_who_does_not_want_a_file_gets_none() {
    service.be(Mode.NO_SERVICE);
    typist.atTerminal = true;

    assertEquals(8, register().status());
    assertTrue(typist.asked.contains("only you can read"), typist.asked);
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void a_locked_keychain_never_becomes_a_file() {
    service.be(Mode.LOCKED);
    typist.atTerminal = true;
    typist.yes = true;
    Ran ran = register();

    assertEquals(8, ran.status());
    assertEquals("", typist.asked, "nobody is asked");
    assertFalse(Files.exists(typist.config));
  }

  @Test
  void a_claim_is_not_spent_where_its_key_has_no_place() {
    service.be(Mode.LOCKED);
    Ran ran = typist.type("login", "--claim", "ABCD-EFGH", "--server", daemon.url());

    assertEquals(8, ran.status(), ran.err());
    assertEquals(0, daemon.askedCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec", "env", "credential"})
  void a_new_key_cannot_go_where_we_only_read(String store) {
    Ran ran = register("--store", store);

    assertEquals(2, ran.status(), ran.err());
    assertTrue(ran.err().contains("only read"), ran.err());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void login_can_leave_the_key_where_it_is() throws Exception {
    Files.writeString(folder.resolve("k"), daemon.key.reveal() + "\n");
    typist.env.put("A2A_CI_KEY", daemon.key.reveal());
    typist.env.put("CREDENTIALS_DIRECTORY", folder.toString());

    assertEquals(0, login("--store", "env", "A2A_CI_KEY").status());
    assertEquals(daemon.key.reveal(), keyOf(profile()));
    assertEquals(0, login("--store", "credential", "k").status());
    assertEquals(daemon.key.reveal(), keyOf(profile()));
    Ran exec = login("--store", "exec", "--", "cat", "--", folder.resolve("k").toString());
    assertEquals(0, exec.status(), exec.err());
    assertEquals(Store.EXEC, profile().key().store());
    assertEquals(daemon.key.reveal(), keyOf(profile()));
    assertEquals("Bearer " + daemon.key.reveal(), daemon.asked().getHeaders().get("Authorization"));
    assertFalse(Files.readString(typist.config.resolve("config.json")).contains("a2a_sk_"));
    assertFalse(Files.exists(typist.config.resolve("credentials.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--store env",
        "--store credential a b",
        "--store exec",
        "--store file KEY",
        "KEY"
      })
  void words_that_do_not_say_where_the_key_is_are_refused(String line) {
    Ran ran = login(line.split(" ", -1));

    assertEquals(2, ran.status(), ran.err());
    assertEquals(0, daemon.askedCount());
  }

  @Test
  void a_store_that_does_not_exist_is_refused_with_those_that_do() {
    Ran ran = register("--store", "cloud");

    assertEquals(2, ran.status());
    assertTrue(ran.err().contains("keychain, file, env, exec, credential"), ran.err());
  }

  @Test
  void a_key_that_moves_leaves_no_copy_behind() throws Exception {
    assertEquals(0, register("--store", "file").status());
    Profile before = profile();
    typist.piping((daemon.key.reveal() + "\n").getBytes(UTF_8));
    Ran ran = login("--store", "keychain");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.err().contains("Removed the copy"), ran.err());
    assertEquals(daemon.key.reveal(), keyOf(profile()));
    assertEquals("key_missing", keyOf(before));
    assertFalse(Files.readString(typist.config.resolve("credentials.json")).contains("a2a_sk_"));
  }

  @Test
  void not_there_and_cannot_look_are_different_refusals() {
    assertEquals(0, register().status());
    assertEquals(0, typist.type("logout", "--yes").status());
    Ran gone = typist.type("whoami");
    service.be(Mode.LOCKED);
    Ran locked = typist.type("whoami");

    assertEquals(3, gone.status());
    assertTrue(gone.err().contains("is not in the keychain"), gone.err());
    assertEquals(8, locked.status());
    assertTrue(locked.err().contains("is locked"), locked.err());
  }

  @Test
  void a_key_of_the_environment_needs_no_keychain() {
    assertEquals(0, register().status());
    service.be(Mode.HANG).calls.clear();
    typist.env.put("A2A_API_KEY", daemon.key.reveal());
    daemon.say(200, "{\"marked\":1,\"unread_count\":0}");

    assertEquals(0, typist.type("mark-read").status());
    assertEquals(List.of(), service.calls);
  }
}
