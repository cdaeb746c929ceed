package dev.a2a.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.link.Rotation.Done;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Rotations against a daemon that keeps the rules of keys, as far as a client sees them.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RotationTest {
  private static final String ALICE = "a2a_00000000000a11ce";
  private static final String END = "2026-02-01T12:00:00.000Z";

  @TempDir Path folder;
  private final MockWebServer server = new MockWebServer();
  private final Map<String, String> env = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> given = new CopyOnWriteArrayList<>();
  private Runnable meanwhile = () -> {};
  private MockResponse revoked = json(200, "{\"key_id\":\"key_1\",\"revoked_at\":\"%s\"}");
  private String answeredFor = ALICE;
  private boolean lost;
  private String first;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
    env.put("A2A_CONFIG_DIR", folder.resolve("config").toString());
    ApiKey key = ApiKey.random(new SecureRandom());
    first = key.reveal();
    given.add(first);
    identity().keys().keep(Binding.of(here(), ALICE), key, Store.FILE);
    new Profiles(settings().home()).add(new Profile("default", here(), ALICE, "alice"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_new_key_is_kept_and_the_old_one_ends_by_itself() {
    Done done = rotate(24);
    assertEquals(List.of("POST /v1/keys/rotate {\"overlap_hours\":24} key 0"), asked);
    assertEquals(given.getLast(), kept());
    assertEquals(END, String.valueOf(done.oldKeyExpiresAt()).replace(":00Z", ":00.000Z"));
    assertEquals("key_1", done.keyId());
    assertEquals(folder.resolve("config/credentials.json").toString(), done.keyStoredIn());
  }

  @Test
  void without_an_overlap_the_old_key_ends_only_after_the_new_one_is_kept() {
    Done done = rotate(0);
    assertEquals(
        List.of("POST /v1/keys/rotate {\"overlap_hours\":1} key 0", "DELETE /v1/keys/key_0  key 1"),
        asked);
    assertNull(done.oldKeyExpiresAt());
  }

  @Test
  void an_old_key_that_could_not_be_ended_is_said_to_go_on() {
    revoked = json(503, "{\"code\":\"busy\",\"detail\":\"Not now.\"}");
    assertNotNull(rotate(0).oldKeyExpiresAt());
    assertEquals(given.getLast(), kept());
  }

  @Test
  void nothing_is_asked_where_no_key_could_be_kept() {
    breakTheStore();
    assertEquals("new_key_not_kept", code(() -> rotate(24)));
    assertEquals(List.of(), asked);
  }

  @Test
  void a_rotation_whose_key_cannot_be_kept_is_undone() {
    meanwhile = this::breakTheStore;
    assertEquals("new_key_not_kept", code(() -> rotate(0)));
    assertEquals("DELETE /v1/keys/key_1  key 0", asked.getLast());
    assertEquals(first, kept());
  }

  @Test
  void an_answer_that_is_lost_leaves_the_old_key_and_can_be_asked_for_again() {
    lost = true;
    assertEquals("no_answer", code(() -> rotate(24)));
    assertEquals(first, kept());
    lost = false;
    rotate(24);
    assertEquals(given.getLast(), kept());
  }

  @Test
  void an_answer_for_another_agent_is_not_kept() {
    answeredFor = "a2a_0000000000000b0b";
    assertEquals("not_a_daemon", code(() -> rotate(24)));
    assertEquals(first, kept());
  }

  @Test
  void a_key_from_the_environment_is_not_replaced() {
    env.put("A2A_API_KEY", first);
    assertEquals("bad_setting", code(() -> rotate(24)));
    assertEquals(List.of(), asked);
  }

  @Test
  void without_a_profile_there_is_nothing_to_replace() {
    env.put("A2A_CONFIG_DIR", folder.resolve("nobody").toString());
    assertEquals("unauthenticated", code(() -> rotate(24)));
    assertFalse(Files.exists(folder.resolve("nobody")));
  }

  @Test
  void of_many_at_once_each_replaces_what_the_one_before_kept() throws Exception {
    List<Callable<Done>> many =
        IntStream.range(0, 8).<Callable<Done>>mapToObj(_ -> () -> rotate(24)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Done> one : threads.invokeAll(many)) {
        one.get();
      }
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(asked.get(i).endsWith(" key " + i), asked::toString);
    }
    assertEquals(given.getLast(), kept());
  }

  private Done rotate(int hours) {
    return new Rotation(identity()).rotate(hours);
  }

  private MockResponse answer(RecordedRequest request) {
    String shown = String.valueOf(request.getHeaders().get("Authorization")).replace("Bearer ", "");
    String body = request.getBody() == null ? "" : request.getBody().utf8();
    asked.add(
        "%s %s %s key %d"
            .formatted(request.getMethod(), request.getTarget(), body, given.indexOf(shown)));
    if (request.getMethod().equals("DELETE")) {
      return revoked;
    }
    meanwhile.run();
    int old = given.indexOf(shown);
    String fresh = ApiKey.random(new SecureRandom()).reveal();
    given.add(fresh);
    if (lost) {
      return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
    return json(
        201,
        "{\"agent_id\":\"%s\",\"api_key\":\"%s\",\"key_id\":\"key_%d\",\"old_key_id\":\"key_%d\","
                .formatted(answeredFor, fresh, given.size() - 1, old)
            + "\"old_key_expires_at\":\"%s\"}");
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder().code(status).body(body.replace("%s", END)).build();
  }

  private void breakTheStore() {
    try {
      Path lock = folder.resolve("config/credentials.json.lock");
      Files.deleteIfExists(lock);
      Files.createDirectory(lock); // Where a file must be.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String kept() {
    Identity identity = identity();
    return identity.finder().find(identity.profiles().get("default")).reveal();
  }

  private Identity identity() {
    return new Identity(settings());
  }

  private Server here() {
    return new Server("http://127.0.0.1:" + server.getPort());
  }

  private Settings settings() {
    return Settings.of(Map.of(), env);
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
