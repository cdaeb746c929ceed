package dev.a2a.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {
  private static final Register ALICE = new Register("alice", null, null, null);

  @TempDir Path folder;
  private Parts parts;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void a_key_tells_who_calls() {
    Registered alice = parts.agents.register(ALICE);
    assertEquals(alice.agentId(), parts.agents.authenticate(key(alice)).id());
  }

  @Test
  void two_agents_of_one_name_are_two_agents() {
    assertNotEquals(parts.agents.register(ALICE).agentId(), parts.agents.register(ALICE).agentId());
  }

  @Test
  void a_well_formed_key_of_nobody_is_refused_like_a_mistyped_one() {
    String strange = ApiKey.random(new SecureRandom()).reveal();
    assertEquals("invalid_key", code(() -> parts.agents.authenticate(strange)));
    assertEquals("invalid_key", code(() -> parts.agents.authenticate("a2a_sk_x")));
    assertEquals("invalid_key", code(() -> parts.agents.authenticate("")));
  }

  @Test
  void neither_a_key_nor_a_claim_is_on_the_disk() throws IOException {
    Registered alice = parts.agents.register(ALICE);
    Registered bob = parts.agents.registerInTranscript(new Register("bob", null, null, null));
    parts.close();
    String disk =
        new String(Files.readAllBytes(folder.resolve("a2a.db")), StandardCharsets.ISO_8859_1);
    assertFalse(disk.contains(key(alice)));
    assertFalse(disk.contains(String.valueOf(bob.claim())));
    assertTrue(
        disk.contains(alice.agentId())); // The control: this file does hold what was written.
  }

  @Test
  void a_claim_gives_a_key_once() {
    Registered claimed = parts.agents.registerInTranscript(ALICE);
    assertNull(claimed.apiKey());
    RedeemClaim claim = new RedeemClaim(String.valueOf(claimed.claim()), null);
    Registered redeemed = parts.keys.redeem(claim);
    assertEquals(claimed.agentId(), redeemed.agentId());
    assertEquals(claimed.agentId(), parts.agents.authenticate(key(redeemed)).id());
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim)));
  }

  @Test
  void a_claim_ends_after_ten_minutes() {
    Registered claimed = parts.agents.registerInTranscript(ALICE);
    parts.clock.move(Duration.ofMinutes(10));
    assertEquals(
        "invalid_claim",
        code(() -> parts.keys.redeem(new RedeemClaim(String.valueOf(claimed.claim()), null))));
  }

  @Test
  void an_operator_may_choose_keys_in_transcripts() {
    Agents revealing =
        new Agents(parts.database, parts.clock, new SecureRandom(), Registration.OPEN, false);
    assertNotNull(revealing.registerInTranscript(ALICE).apiKey());
  }

  @Test
  void closed_registration_refuses() {
    Agents closed =
        new Agents(parts.database, parts.clock, new SecureRandom(), Registration.CLOSED, true);
    assertEquals("registration_closed", code(() -> closed.register(ALICE)));
    assertEquals("registration_closed", code(() -> closed.registerInTranscript(ALICE)));
  }

  private static String key(Registered registered) {
    return String.valueOf(registered.apiKey());
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
