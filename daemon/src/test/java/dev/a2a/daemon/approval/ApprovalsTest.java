package dev.a2a.daemon.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.ApprovalList;
import dev.a2a.shared.api.ApprovalList.Approval;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decided;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.api.Direction;
import dev.a2a.shared.api.Invite;
import dev.a2a.shared.api.ListApprovals;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Nothing;
import dev.a2a.shared.api.Pending;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeAuthorization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {
  private static final String AUTHORIZE = "a2a_authorize_agent";

  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;
  private Agent zoe;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    zoe = parts.agent("zoe");
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void a_question_does_nothing_until_a_person_approves() {
    Pending pending = ask(bob, alice);

    assertEquals("pending", pending.status());
    assertEquals(parts.clock.instant().plus(Duration.ofHours(24)), pending.expiresAt());
    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
    Decided decided = decide(bob, pending.approvalId(), Decision.APPROVE);
    parts.send(alice, bob, "hello", "x");
    assertEquals(Decision.APPROVE, decided.decision());
    assertEquals(alice.id(), ((Authorization) result(decided)).agentId());
  }

  @Test
  void a_denied_question_does_nothing() {
    String id = ask(bob, alice).approvalId();

    Decided decided = decide(bob, id, Decision.DENY);

    assertEquals(Decision.DENY, decided.decision());
    assertEquals(null, decided.result());
    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
    assertEquals("approval_decided", code(() -> decide(bob, id, Decision.APPROVE)));
    assertTrue(open(bob).isEmpty());
  }

  @Test
  void what_was_approved_is_done_once() {
    String id = ask(bob, alice).approvalId();
    decide(bob, id, Decision.APPROVE);
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));

    assertEquals("approval_decided", code(() -> decide(bob, id, Decision.APPROVE)));
    assertEquals("approval_decided", code(() -> decide(bob, id, Decision.DENY)));
    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
  }

  @Test
  void of_many_approvals_at_once_one_acts() throws Exception {
    String id =
        parts
            .approvals
            .ask(bob, "a2a_create_invite", new CreateInvite(null, null, null), "Do it?", null)
            .approvalId();
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> {
        try {
          return ((Invite) result(decide(bob, id, Decision.APPROVE))).code().isEmpty() ? 0 : 1;
        } catch (Refusal refusal) {
          assertEquals("approval_decided", refusal.problem().code());
          return 0;
        }
      });
    }
    int acted = 0;
    try (ExecutorService many = Executors.newFixedThreadPool(20)) {
      for (Future<Integer> call : many.invokeAll(calls)) {
        acted += call.get();
      }
    }

    assertEquals(1, acted);
    assertEquals(1, count("invites"));
  }

  @Test
  void nobody_but_its_owner_sees_or_decides_a_question() {
    String id = ask(bob, alice).approvalId();

    Refusal foreign = assertThrows(Refusal.class, () -> decide(zoe, id, Decision.APPROVE));
    Refusal unknown =
        assertThrows(
            Refusal.class,
            () -> decide(zoe, "01900000-0000-7000-8000-000000000000", Decision.APPROVE));
    assertEquals("approval_not_found", foreign.problem().code());
    assertEquals(unknown.problem().toString(), foreign.problem().toString());
    assertTrue(open(zoe).isEmpty());
    assertEquals(1, open(bob).size());
  }

  @Test
  void a_question_waits_a_day() {
    String id = ask(bob, alice).approvalId();
    parts.clock.move(Duration.ofHours(24));

    assertEquals("approval_not_found", code(() -> decide(bob, id, Decision.APPROVE)));
    assertTrue(open(bob).isEmpty());
    assertNotEquals(id, ask(bob, alice).approvalId());
    assertEquals(1, count("approvals"), "it is gone");
  }

  @Test
  void the_same_question_again_is_the_one_that_waits() {
    String id = ask(bob, alice).approvalId();

    assertEquals(id, ask(bob, alice).approvalId());
    assertNotEquals(id, ask(bob, zoe).approvalId());
    assertNotEquals(id, ask(alice, zoe).approvalId());
    decide(bob, id, Decision.DENY);
    assertNotEquals(id, ask(bob, alice).approvalId());
  }

  @Test
  void a_question_that_cannot_be_granted_any_more_stays_open() {
    AuthorizeAgent soonOver =
        new AuthorizeAgent(alice.id(), parts.clock.instant().plus(Duration.ofHours(1)));
    String id = parts.approvals.ask(bob, AUTHORIZE, soonOver, "Do it?", null).approvalId();
    parts.clock.move(Duration.ofHours(2));

    assertEquals("invalid_argument", code(() -> decide(bob, id, Decision.APPROVE)));
    assertEquals(1, open(bob).size());
    decide(bob, id, Decision.DENY);
  }

  @Test
  void the_list_shows_by_whom_what_and_why_and_the_reason_cannot_act() {
    parts.approvals.ask(
        bob, AUTHORIZE, new AuthorizeAgent(alice.id(), null), "Do it?", "because\u001b[2J\u202e");

    Approval one = open(bob).getFirst();
    assertEquals(bob.id(), one.agentId());
    assertEquals(AUTHORIZE, one.tool());
    assertEquals("Do it?", one.question());
    assertEquals("because\\u{1B}[2J\\u{202E}", one.reason());
    assertTrue(String.valueOf(one.arguments()).contains(alice.id()));
  }

  @Test
  void the_list_comes_in_pages_oldest_first() {
    List<String> asked = new ArrayList<>();
    for (Agent agent : List.of(alice, zoe, parts.agent("carol"))) {
      asked.add(ask(bob, agent).approvalId());
      parts.clock.move(Duration.ofMillis(5));
    }
    ApprovalList first = parts.approvals.list(bob, new ListApprovals(2, null));
    ApprovalList rest = parts.approvals.list(bob, new ListApprovals(2, first.cursor()));

    List<String> seen = new ArrayList<>();
    first.approvals().forEach(a -> seen.add(a.approvalId()));
    rest.approvals().forEach(a -> seen.add(a.approvalId()));
    assertEquals(asked, seen);
    assertFalse(rest.hasMore());
  }

  @Test
  void an_agent_cannot_bury_its_owner_in_questions() {
    for (int i = 0; i < Approvals.OPEN_MAX; i++) {
      ask(bob, "a2a_%016x".formatted(i));
    }

    assertEquals("too_many_approvals", code(() -> ask(bob, alice)));
    assertEquals("pending", ask(bob, "a2a_%016x".formatted(0)).status(), "it is there already");
    ask(alice, bob);
    decide(bob, open(bob).getFirst().approvalId(), Decision.DENY);
    ask(bob, alice);
  }

  @Test
  void what_nobody_can_approve_is_not_asked() {
    assertThrows(
        IllegalArgumentException.class,
        () -> parts.approvals.ask(bob, "a2a_whoami", new Nothing(), "Do it?", null));
  }

  @Test
  void a_question_outlives_a_restart() throws IOException {
    String id = ask(bob, alice).approvalId();
    parts.close();
    parts = Parts.in(folder);

    decide(bob, id, Decision.APPROVE);
    assertEquals(
        1,
        parts
            .authorizations
            .list(bob, new ListAuthorizations(Direction.GRANTED, null, null))
            .authorizations()
            .size());
  }

  private Pending ask(Agent agent, Agent other) {
    return ask(agent, other.id());
  }

  private Pending ask(Agent agent, String otherId) {
    return parts.approvals.ask(
        agent, AUTHORIZE, new AuthorizeAgent(otherId, null), "Let them?", "They asked.");
  }

  private Decided decide(Agent agent, String id, Decision decision) {
    return parts.approvals.decide(agent, new DecideApproval(id, decision));
  }

  private static Object result(Decided decided) {
    @Nullable Object result = decided.result();
    if (result == null) {
      throw new AssertionError("no result");
    }
    return result;
  }

  private long count(String table) {
    return parts.database.read(tx -> tx.number("SELECT COUNT(*) FROM " + table));
  }

  private List<Approval> open(Agent agent) {
    return parts.approvals.list(agent, new ListApprovals(100, null)).approvals();
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
