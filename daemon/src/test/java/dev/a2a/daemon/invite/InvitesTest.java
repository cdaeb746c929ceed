package dev.a2a.daemon.invite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AcceptedInvite;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.CheckInbox;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.GetMessage;
import dev.a2a.shared.api.Inbox.InboxItem;
import dev.a2a.shared.api.Invite;
import dev.a2a.shared.api.InviteList;
import dev.a2a.shared.api.InviteList.InviteItem;
import dev.a2a.shared.api.InviteList.InviteStatus;
import dev.a2a.shared.api.ListInvites;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Scope;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.UnblockAgent;
import dev.a2a.shared.api.WithdrawInvite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class InvitesTest {
  private static final CreateInvite PLAIN = new CreateInvite(null, null, null);

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
  void accepting_lets_both_write_to_each_other() {
    Invite invite = parts.invites.create(alice, PLAIN);
    assertTrue(invite.code().matches("a2a_inv_[0-9a-f]{32}"), "128 bits");
    assertEquals(parts.clock.instant().plus(Duration.ofHours(24)), invite.expiresAt());

    AcceptedInvite accepted = accept(bob, invite.code());

    assertEquals(alice.id(), accepted.agentId());
    assertEquals("alice", accepted.name());
    parts.send(bob, alice, "hello", "x");
    parts.send(alice, bob, "hello", "x");
    assertEquals("not_authorized", code(() -> parts.send(zoe, alice, "hello", "x")));
  }

  @Test
  void the_inviter_is_told_who_accepted() {
    String code = parts.invites.create(alice, PLAIN).code();
    accept(bob, code);

    InboxItem told =
        parts.messages.inbox(alice, new CheckInbox(true, null, null)).messages().getFirst();
    assertEquals(bob.id(), told.senderId());
    assertEquals("Invite accepted", told.subject());
    String body = parts.messages.get(alice, new GetMessage(told.id())).body();
    assertTrue(body.startsWith(bob.id() + " accepted the invite"), body);
    InviteItem item = list(alice).getFirst();
    assertEquals(InviteStatus.ACCEPTED, item.status());
    assertEquals(bob.id(), item.acceptedBy());
    assertEquals(parts.clock.instant(), item.acceptedAt());
  }

  @Test
  void scopes_are_what_the_inviter_grants_and_the_acceptor_has_its_own() {
    Invite invite =
        parts.invites.create(
            alice, new CreateInvite(List.of(Scope.MESSAGE), List.of("review"), null));
    AcceptedInvite accepted =
        parts.invites.accept(
            bob, new AcceptInvite(invite.code(), List.of(Scope.MESSAGE), "al", null));

    assertEquals(List.of(Scope.MESSAGE), accepted.received().scopes());
    assertEquals(List.of("review"), accepted.received().capabilities());
    assertEquals(List.of(Scope.MESSAGE), accepted.granted().scopes());
    assertEquals("al", accepted.granted().alias());
    assertEquals("not_authorized", code(() -> parts.send(bob, alice, "hello", "x")));
    parts.messages.send(bob, new SendMessage(alice.id(), "s", "x", null, null, "review", null));
    parts.send(alice, bob, "hello", "x");
  }

  @Test
  void used_expired_withdrawn_and_unknown_codes_are_refused_alike() {
    String used = parts.invites.create(alice, PLAIN).code();
    accept(bob, used);
    Invite withdrawn = parts.invites.create(alice, PLAIN);
    parts.invites.withdraw(alice, new WithdrawInvite(withdrawn.inviteId()));
    String late = parts.invites.create(alice, PLAIN).code();
    parts.clock.move(Duration.ofHours(24));
    String good = parts.invites.create(alice, PLAIN).code();

    List<String> said = new ArrayList<>();
    for (String code : List.of(used, withdrawn.code(), late, "a2a_inv_" + "0".repeat(32), "x")) {
      Refusal refusal = assertThrows(Refusal.class, () -> accept(zoe, code));
      said.add(refusal.problem().toString());
      assertThrows(Refusal.class, () -> offer(zoe, code), "nor is it offered");
    }
    assertEquals(1, said.stream().distinct().count(), said::toString);
    assertTrue(said.getFirst().startsWith("invalid_invite: "));
    accept(zoe, good);
  }

  @Test
  void ones_own_invite_is_refused_and_not_used_up() {
    String code = parts.invites.create(alice, PLAIN).code();

    assertEquals("own_invite", code(() -> accept(alice, code)));
    assertEquals("own_invite", code(() -> offer(alice, code)));
    accept(bob, code);
  }

  @Test
  void of_fifty_who_accept_at_once_one_succeeds() throws Exception {
    String code = parts.invites.create(alice, PLAIN).code();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Agent acceptor = i % 2 == 0 ? bob : zoe;
      calls.add(() -> {
        try {
          accept(acceptor, code);
          return true;
        } catch (Refusal refusal) {
          assertEquals("invalid_invite", refusal.problem().code());
          return false;
        }
      });
    }
    int accepted = 0;
    try (ExecutorService many = Executors.newFixedThreadPool(50)) {
      for (Future<Boolean> call : many.invokeAll(calls)) {
        accepted += call.get() ? 1 : 0;
      }
    }

    assertEquals(1, accepted);
    assertEquals(1, parts.messages.unread(alice), "told once");
    long grants = parts.database.read(tx -> tx.number("SELECT COUNT(*) FROM authorizations"));
    assertEquals(2, grants, "of one pair");
  }

  @Test
  void a_block_of_the_inviters_outweighs_the_invite_and_is_not_noticed() {
    String blockedCode = parts.invites.create(alice, PLAIN).code();
    String otherCode = parts.invites.create(alice, PLAIN).code();
    parts.peers.block(alice, new BlockAgent(bob.id()));

    AcceptedInvite blocked = accept(bob, blockedCode);
    AcceptedInvite other = accept(zoe, otherCode);

    assertEquals(other.received(), blocked.received());
    assertEquals(other.name(), blocked.name());
    assertEquals("not_authorized", code(() -> parts.send(bob, alice, "hello", "x")));
    assertEquals(1, parts.messages.unread(alice), "only zoe is told of");
    parts.send(alice, bob, "hello", "x");
  }

  @Test
  void a_block_of_the_acceptors_outweighs_the_invite_until_it_is_taken_back() {
    String code = parts.invites.create(alice, PLAIN).code();
    parts.peers.block(bob, new BlockAgent(alice.id()));

    assertEquals(true, accept(bob, code).granted().blocked());
    assertEquals("not_authorized", code(() -> parts.send(alice, bob, "hello", "x")));
    parts.peers.unblock(bob, new UnblockAgent(alice.id()));
    parts.send(alice, bob, "hello", "x");
  }

  @Test
  void only_the_inviter_withdraws_and_only_what_is_open() {
    Invite open = parts.invites.create(alice, PLAIN);
    Invite used = parts.invites.create(alice, PLAIN);
    accept(bob, used.code());

    assertEquals("invite_not_found", code(() -> withdraw(zoe, open.inviteId())));
    assertEquals("invite_not_found", code(() -> withdraw(alice, used.inviteId())));
    withdraw(alice, open.inviteId());
    assertEquals("invite_not_found", code(() -> withdraw(alice, open.inviteId())));
    assertEquals(List.of(used.inviteId()), ids(list(alice)));
  }

  @Test
  void the_list_is_ones_own_newest_first_and_tells_how_far_each_has_come() {
    parts.invites.create(bob, PLAIN);
    String first = parts.invites.create(alice, PLAIN).inviteId();
    parts.clock.move(Duration.ofHours(24));
    String second = parts.invites.create(alice, PLAIN).inviteId();

    List<InviteItem> seen = list(alice);
    assertEquals(List.of(second, first), ids(seen));
    assertEquals(
        List.of(InviteStatus.OPEN, InviteStatus.EXPIRED),
        seen.stream().map(InviteItem::status).toList());
    assertNull(seen.getFirst().acceptedBy());
    InviteList page = parts.invites.list(alice, new ListInvites(1, null));
    assertTrue(page.hasMore());
    assertEquals(
        List.of(first),
        ids(parts.invites.list(alice, new ListInvites(1, page.cursor())).invites()));
    parts.clock.move(Duration.ofDays(31));
    String third = parts.invites.create(alice, PLAIN).inviteId();
    assertEquals(List.of(third), ids(list(alice)), "old ones are forgotten");
  }

  @Test
  void open_invites_are_limited() {
    for (int i = 0; i < Invites.OPEN_MAX; i++) {
      parts.invites.create(alice, PLAIN);
    }

    assertEquals("too_many_invites", code(() -> parts.invites.create(alice, PLAIN)));
    parts.invites.create(bob, PLAIN);
    parts.clock.move(Duration.ofHours(24));
    parts.invites.create(alice, PLAIN);
  }

  @Test
  void a_code_is_not_in_the_file() throws IOException {
    Invite invite = parts.invites.create(alice, PLAIN);
    StringBuilder all = new StringBuilder();
    for (String file : List.of("a2a.db", "a2a.db-wal")) {
      all.append(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
    }

    assertTrue(all.toString().contains(invite.inviteId()), "the control");
    assertFalse(all.toString().contains(invite.code().substring("a2a_inv_".length())));
  }

  private AcceptedInvite accept(Agent acceptor, String code) {
    return parts.invites.accept(acceptor, new AcceptInvite(code, null, null, null));
  }

  private Invites.Offer offer(Agent acceptor, String code) {
    return parts.invites.offer(acceptor, new AcceptInvite(code, null, null, null));
  }

  private void withdraw(Agent agent, String id) {
    parts.invites.withdraw(agent, new WithdrawInvite(id));
  }

  private List<InviteItem> list(Agent agent) {
    return parts.invites.list(agent, new ListInvites(100, null)).invites();
  }

  private static List<String> ids(List<InviteItem> items) {
    return items.stream().map(InviteItem::inviteId).toList();
  }

  private static String code(Executable refused) {
    return assertThrows(Refusal.class, refused).problem().code();
  }
}
