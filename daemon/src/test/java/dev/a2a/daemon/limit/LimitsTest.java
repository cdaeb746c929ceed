package dev.a2a.daemon.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LimitsTest {
  private static final Source HERE = source("127.0.0.1");
  private static final Source THERE = source("192.0.2.1");

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger attempts = new AtomicInteger();
  // 2 at once to one recipient, 5 in all, 1 registration, 3 wrong keys.
  private final Limits limits = limits(6, 15, 3, 9);

  @Test
  void a_pair_is_limited_and_other_pairs_are_not() {
    limits.send("alice", "bob").check();
    limits.send("alice", "bob").check();
    Problem no = refused(() -> limits.send("alice", "bob").check());
    assertEquals("rate_limited", no.code());
    assertEquals(Optional.of(10L), no.retryAfter());
    limits.send("alice", "carol").check();
    limits.send("bob", "alice").check();
  }

  @Test
  void a_sender_is_limited_over_all_pairs_and_pays_nothing_for_what_its_pair_refused() {
    for (int i = 0; i < 100; i++) {
      limits.send("alice", "bob");
    }
    limits.send("alice", "carol").check();
    limits.send("alice", "carol").check();
    limits.send("alice", "dave").check();
    assertTrue(
        refused(() -> limits.send("alice", "erin").check())
            .detail()
            .startsWith("Too many messages."));
    clock.addAndGet(TimeUnit.SECONDS.toNanos(4));
    limits.send("alice", "erin").check();
  }

  @Test
  void the_headers_say_what_is_left() {
    Budget budget = limits.send("alice", "bob");
    assertEquals("\"pair\";q=2;w=20, \"sender\";q=5;w=20", budget.policies());
    assertEquals("\"pair\";r=1;t=10, \"sender\";r=4;t=4", budget.left());
    assertEquals("\"sender\";q=5;w=20", limits(0, 15, 0, 0).send("alice", "bob").policies());
    assertFalse(limits(0, 0, 0, 0).send("alice", "bob").limited());
  }

  @Test
  void registrations_are_limited_by_source() {
    limits.register(THERE).check();
    assertEquals(Optional.of(20L), refused(() -> limits.register(THERE).check()).retryAfter());
    limits.register(source("192.0.2.2")).check();
  }

  @Test
  void after_too_many_wrong_keys_an_address_is_refused_before_the_next_is_looked_up() {
    for (int i = 0; i < 3; i++) {
      assertEquals("invalid_key", refused(() -> wrong(THERE, false)).code());
    }
    assertEquals(3, attempts.get());
    assertEquals("rate_limited", refused(() -> wrong(THERE, false)).code());
    assertEquals("rate_limited", refused(() -> right(THERE, false)).code());
    assertEquals(3, attempts.get(), "nothing was looked up");
    assertEquals("right", right(source("192.0.2.2"), false));
    clock.addAndGet(TimeUnit.SECONDS.toNanos(7));
    assertEquals("right", right(THERE, false));
  }

  @Test
  void a_key_that_was_right_before_is_not_locked_out_by_a_neighbour() {
    for (int i = 0; i < 10; i++) {
      refused(() -> wrong(THERE, false));
    }
    assertEquals("right", right(THERE, true));
    assertEquals("rate_limited", refused(() -> wrong(THERE, true)).code(), "it may have ended");
  }

  @Test
  void on_this_machine_a_right_key_is_never_locked_out_and_wrong_ones_are_limited_all_the_same() {
    for (int i = 0; i < 3; i++) {
      assertEquals("invalid_key", refused(() -> wrong(HERE, false)).code());
    }
    assertEquals("rate_limited", refused(() -> wrong(HERE, false)).code());
    assertEquals("right", right(HERE, false));
  }

  @Test
  void only_what_was_wrong_about_the_secret_counts() {
    for (int i = 0; i < 100; i++) {
      refused(() ->
          limits.guess(
              THERE,
              false,
              Problem.InvalidKey.class,
              () -> {
                throw new Refusal(new Problem.Busy());
              }));
    }
    assertEquals("right", right(THERE, false));
  }

  @Test
  void an_ipv6_customer_is_one_source() {
    assertEquals(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff:ffff:ffff:ffff"));
    assertNotEquals(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
    assertEquals("20010db800010002/64", source("2001:db8:1:2::1").name());
    assertEquals(source("192.0.2.1"), source("::ffff:192.0.2.1"));
    assertNotEquals(source("192.0.2.1"), source("192.0.2.2"));
    assertTrue(source("::1").local() && source("127.9.9.9").local());
    assertFalse(source("2001:db8::1").local() || THERE.local());
  }

  private String right(Source source, boolean known) {
    return limits.guess(source, known, Problem.InvalidKey.class, () -> "right");
  }

  private String wrong(Source source, boolean known) {
    return limits.guess(
        source,
        known,
        Problem.InvalidKey.class,
        () -> {
          attempts.incrementAndGet();
          throw new Refusal(new Problem.InvalidKey());
        });
  }

  private Limits limits(int pair, int sender, int register, int failed) {
    return new Limits(
        clock::get, new Rate(pair), new Rate(sender), new Rate(register), new Rate(failed));
  }

  private static Problem refused(Executable work) {
    return assertThrows(Refusal.class, work).problem();
  }

  private static Source source(String address) {
    return Source.of(InetAddress.ofLiteral(address));
  }
}
