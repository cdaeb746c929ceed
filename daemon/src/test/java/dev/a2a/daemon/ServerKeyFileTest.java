package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.RunningDaemon.Someone;
import dev.a2a.daemon.secret.ServerKey;
import dev.a2a.shared.api.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyFileTest {
  @TempDir Path folder;

  @Test
  void it_is_made_at_the_first_start_and_used_from_then_on() throws Exception {
    String id;
    Someone bob;
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      Someone alice = daemon.register("alice");
      bob = daemon.register("bob");
      daemon.authorize(bob, alice);
      id = daemon.send(alice, bob, "hello");
    }
    String first = Files.readString(key());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key())));
    try (RunningDaemon daemon = RunningDaemon.in(folder)) {
      assertEquals(200, daemon.get("/v1/messages/" + id, bob.key()).status());
    }
    assertEquals(first, Files.readString(key()));
  }

  @Test
  void without_it_the_daemon_does_not_start_and_makes_no_other() throws Exception {
    RunningDaemon.in(folder).close();
    Path aside = Files.move(key(), folder.resolve("aside"));
    assertEquals("server_key_missing", refusal());
    assertTrue(Files.notExists(key()));
    Files.move(aside, key());
    RunningDaemon.in(folder).close();
  }

  @Test
  void with_another_one_it_does_not_start() throws Exception {
    RunningDaemon.in(folder).close();
    Files.writeString(key(), ServerKey.random(new SecureRandom()).reveal());
    assertEquals("wrong_server_key", refusal());
    Files.writeString(key(), "not a key\n");
    assertEquals("unusable_file", refusal());
  }

  @Test
  void a_setting_names_another_file() throws Exception {
    Path elsewhere = folder.resolve("secret");
    Map<String, String> env = Map.of("A2A_SERVER_KEY_FILE", elsewhere.toString());
    RunningDaemon.in(folder, env).close();
    assertTrue(Files.exists(elsewhere));
    assertTrue(Files.notExists(key()));
  }

  @Test
  void each_purpose_has_a_key_of_its_own() {
    ServerKey key = ServerKey.read("5".repeat(64)).orElseThrow();
    assertEquals(
        HexFormat.of().formatHex(key.derive("a", "HmacSHA256").getEncoded()),
        HexFormat.of().formatHex(key.derive("a", "HmacSHA256").getEncoded()));
    assertNotEquals(
        HexFormat.of().formatHex(key.derive("a", "HmacSHA256").getEncoded()),
        HexFormat.of().formatHex(key.derive("b", "HmacSHA256").getEncoded()));
    assertTrue(ServerKey.read("5".repeat(63)).isEmpty());
    assertTrue(ServerKey.read("x".repeat(64)).isEmpty());
    assertEquals("server key", key.toString());
  }

  private String refusal() {
    return assertThrows(Refusal.class, () -> RunningDaemon.in(folder).close()).problem().code();
  }

  private Path key() {
    return folder.resolve("data").resolve("server.key");
  }
}
