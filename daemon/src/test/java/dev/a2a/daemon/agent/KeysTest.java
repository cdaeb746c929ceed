package dev.a2a.daemon.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.shared.api.KeyList.KeyItem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.api.RevokeKey;
import dev.a2a.shared.api.RotateApiKey;
import dev.a2a.shared.api.Rotated;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final RotateApiKey DAY = new RotateApiKey(null);

  @TempDir Path folder;
  private Parts parts;
  private String first;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    Registered alice = parts.agents.register(new Register("alice", null, null, null));
    first = String.valueOf(alice.apiKey());
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void after_a_rotation_both_keys_work_until_the_overlap_is_over() {
    Rotated rotated = parts.keys.rotate(agent(first), DAY);
    String second = key(rotated);
    assertNotEquals(first, second);
    assertEquals(agent(first).id(), agent(second).id());
    parts.clock.move(Duration.ofHours(24).minusMillis(1));
    assertTrue(works(first));
    parts.clock.move(Duration.ofMillis(1));
    assertFalse(works(first));
    assertTrue(works(second));
    parts.clock.move(Duration.ofDays(4000));
    assertTrue(works(second), "a key without an end has none");
  }

  @Test
  void the_overlap_is_what_was_asked_for_and_0_is_at_once() {
    Rotated rotated = parts.keys.rotate(agent(first), new RotateApiKey(3));
    assertEquals(parts.clock.instant().plus(Duration.ofHours(3)), rotated.oldKeyExpiresAt());
    parts.keys.rotate(agent(key(rotated)), new RotateApiKey(0));
    assertFalse(works(first));
    assertFalse(works(key(rotated)));
  }

  @Test
  void a_third_key_ends_the_first() {
    String second = key(parts.keys.rotate(agent(first), DAY));
    String third = key(parts.keys.rotate(agent(second), DAY));
    assertFalse(works(first));
    assertTrue(works(second) && works(third));
    assertEquals(2, parts.keys.list(agent(third)).keys().size());
  }

  @Test
  void answers_that_are_lost_never_lock_anybody_out() {
    Instant end = null;
    for (int i = 0; i < 5; i++) { // Each answer is lost, so each time the first key asks again.
      Rotated lost = parts.keys.rotate(agent(first), DAY);
      end = end == null ? lost.oldKeyExpiresAt() : end;
      assertEquals(
          end, lost.oldKeyExpiresAt(), "asking again does not make the old key live longer");
      parts.clock.move(Duration.ofHours(4));
    }
    String arrived = key(parts.keys.rotate(agent(first), DAY));
    assertTrue(works(first) && works(arrived));
    assertEquals(2, parts.keys.list(agent(arrived)).keys().size());
  }

  @Test
  void many_rotations_at_once_leave_two_keys_and_the_one_that_asked() throws Exception {
    Agent alice = agent(first);
    List<Callable<Rotated>> many =
        IntStream.range(0, 16)
            .<Callable<Rotated>>mapToObj(_ -> () -> parts.keys.rotate(alice, DAY))
            .toList();
    List<String> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Rotated> one : threads.invokeAll(many)) {
        made.add(key(one.get()));
      }
    }
    assertTrue(works(first));
    assertEquals(1, made.stream().filter(this::works).count());
  }

  @Test
  void a_key_that_has_ended_cannot_rotate_any_more() {
    Agent before = agent(first);
    String second = key(parts.keys.rotate(before, DAY));
    parts.keys.revoke(agent(second), new RevokeKey(before.keyId()));
    assertEquals("invalid_key", code(() -> parts.keys.rotate(before, DAY)));
    assertTrue(works(second));
  }

  @Test
  void a_key_that_is_revoked_ends_at_once() {
    Agent before = agent(first);
    String second = key(parts.keys.rotate(before, DAY));
    parts.keys.revoke(agent(second), new RevokeKey(before.keyId()));
    assertFalse(works(first));
    assertTrue(works(second));
    RevokeKey again = new RevokeKey(before.keyId());
    assertEquals("key_not_found", code(() -> parts.keys.revoke(agent(second), again)));
  }

  @Test
  void the_only_key_and_the_keys_of_others_cannot_be_revoked() {
    Agent alice = agent(first);
    Agent bob = parts.agent("bob");
    assertEquals("only_key", code(() -> parts.keys.revoke(alice, new RevokeKey(alice.keyId()))));
    assertEquals("key_not_found", code(() -> parts.keys.revoke(alice, new RevokeKey(bob.keyId()))));
    assertTrue(works(first));
  }

  @Test
  void revoking_the_new_key_undoes_the_rotation() {
    Rotated rotated = parts.keys.rotate(agent(first), DAY);
    parts.keys.revoke(agent(first), new RevokeKey(String.valueOf(rotated.keyId())));
    assertFalse(works(key(rotated)));
    parts.clock.move(Duration.ofDays(30));
    assertTrue(works(first), "the key that is left has no end");
  }

  @Test
  void the_list_tells_keys_apart_and_shows_none() {
    Rotated rotated = parts.keys.rotate(agent(first), DAY);
    List<KeyItem> keys = parts.keys.list(agent(first)).keys();
    assertEquals(
        List.of(String.valueOf(rotated.keyId()), rotated.oldKeyId()),
        keys.stream().map(KeyItem::id).toList());
    KeyItem fresh = keys.getFirst();
    KeyItem old = keys.getLast();
    assertEquals(key(rotated).substring(52), fresh.lastFour());
    assertEquals("a2a_sk_", fresh.prefix());
    assertNull(fresh.expiresAt());
    assertEquals(rotated.oldKeyExpiresAt(), old.expiresAt());
    assertTrue(old.current() && !fresh.current());
  }

  @Test
  void a_claim_changes_nothing_before_it_is_redeemed() {
    Rotated claimed = parts.keys.rotateInTranscript(agent(first), new RotateApiKey(2));
    assertNull(claimed.apiKey());
    assertEquals(parts.clock.instant().plus(Duration.ofMinutes(10)), claimed.claimExpiresAt());
    assertNull(parts.keys.list(agent(first)).keys().getFirst().expiresAt());

    Registered redeemed = parts.keys.redeem(claim(claimed, null));

    assertEquals(agent(first).id(), redeemed.agentId());
    assertEquals("alice", redeemed.name());
    assertTrue(works(String.valueOf(redeemed.apiKey())));
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim(claimed, null))));
    parts.clock.move(Duration.ofHours(2));
    assertFalse(works(first));
  }

  @Test
  void a_claim_ends_after_ten_minutes_and_with_the_key_that_asked_for_it() {
    Rotated late = parts.keys.rotateInTranscript(agent(first), DAY);
    parts.clock.move(Duration.ofMinutes(10));
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim(late, null))));
    // Somebody who took the key has asked for a claim before the key was ended.
    Rotated thiefs = parts.keys.rotateInTranscript(agent(first), DAY);
    String second = key(parts.keys.rotate(agent(first), new RotateApiKey(0)));
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim(thiefs, null))));
    assertTrue(works(second));
  }

  @Test
  void a_second_claim_takes_the_place_of_the_first() {
    Rotated first = parts.keys.rotateInTranscript(agent(this.first), DAY);
    Rotated second = parts.keys.rotateInTranscript(agent(this.first), DAY);
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim(first, null))));
    assertTrue(works(String.valueOf(parts.keys.redeem(claim(second, null)).apiKey())));
  }

  @Test
  void a_claim_for_another_agent_is_refused_and_not_used_up() {
    Rotated claimed = parts.keys.rotateInTranscript(agent(first), DAY);
    String bob = parts.agent("bob").id();
    assertEquals("invalid_claim", code(() -> parts.keys.redeem(claim(claimed, bob))));
    assertTrue(
        works(String.valueOf(parts.keys.redeem(claim(claimed, agent(first).id())).apiKey())));
  }

  @Test
  void an_operator_may_choose_keys_in_transcripts() {
    Keys revealing = new Keys(parts.database, parts.clock, new SecureRandom(), false);
    assertTrue(works(key(revealing.rotateInTranscript(agent(first), DAY))));
  }

  @Test
  @Timeout(20)
  void the_last_use_is_noted_at_most_once_a_minute() {
    Instant start = parts.clock.instant();
    awaitUse(start);
    parts.clock.move(Duration.ofSeconds(59));
    long commits = parts.database.commits();
    for (int i = 0; i < 100; i++) {
      agent(first);
    }
    assertEquals(start, lastUse());
    assertEquals(commits, parts.database.commits(), "looking at a key writes nothing");
    parts.clock.move(Duration.ofSeconds(1));
    awaitUse(start.plusSeconds(60));
  }

  private void awaitUse(Instant time) {
    while (!time.equals(lastUse())) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private @Nullable Instant lastUse() {
    return parts.keys.list(agent(first)).keys().getFirst().lastUsedAt();
  }

  private Agent agent(String key) {
    return parts.agents.authenticate(key);
  }

  private boolean works(String key) {
    try {
      parts.agents.authenticate(key);
      return true;
    } catch (Refusal refusal) {
      assertEquals("invalid_key", refusal.problem().code());
      return false;
    }
  }

  private static String key(Rotated rotated) {
    return String.valueOf(rotated.apiKey());
  }

  private static RedeemClaim claim(Rotated rotated, @Nullable String agentId) {
    return new RedeemClaim(String.valueOf(rotated.claim()), agentId);
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
