package dev.a2a.daemon.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.daemon.operation.Operations;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.AuditLog;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.api.Invite;
import dev.a2a.shared.api.LinkedAuditLog;
import dev.a2a.shared.api.ListAudit;
import dev.a2a.shared.api.Pending;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.UnblockAgent;
import dev.a2a.shared.audit.ChainCheck;
import dev.a2a.shared.audit.Head;
import dev.a2a.shared.audit.LinkCheck;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  /// Part of what `docs/audit.md` promises. A line here may be added, and never changed.
  private static final List<String> STABLE =
      List.of(
          "AgentBlocked[peerId]",
          "AgentDisabled[]",
          "AgentEnabled[]",
          "AgentRegistered[inviteId]",
          "AgentUnblocked[peerId]",
          "ApprovalAsked[approvalId, action]",
          "ApprovalDenied[approvalId]",
          "ApprovalGiven[approvalId]",
          "AuthorizationGranted[peerId, scopes, capabilities, expiresAt]",
          "AuthorizationRevoked[peerId]",
          "ClaimMade[expiresAt]",
          "ClaimRedeemed[keyId]",
          "InviteAccepted[inviteId, peerId]",
          "InviteWithdrawn[inviteId]",
          "InviteMade[inviteId, expiresAt]",
          "KeyMade[keyId]",
          "KeyRevoked[keyId]",
          "KeyRotated[keyId, previousKeyId, previousEndsAt]",
          "MessageSent[messageId, recipientId, bodyBytes, outsidePair]",
          "RegistrationInviteMade[inviteId, uses, expiresAt]");

  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  /// Alice's chain: 1 registered, 2 key made, 3 to 7 sent. Bob's: 1 and 2 alike, 3 granted, and at
  /// the end of all 4 revoked.
  @BeforeEach
  void fill() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
    parts.authorize(bob, alice);
    for (int i = 0; i < 5; i++) {
      parts.send(alice, bob, "a subject", "a body");
    }
    parts.authorizations.revoke(bob, new RevokeAuthorization(alice.id()));
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void what_an_agent_does_is_in_its_chain_newest_first() {
    assertEquals(
        List.of("authorization_revoked", "authorization_granted", "key_made", "agent_registered"),
        kinds(bob.id()));
    assertEquals(7, parts.trail.of(alice.id(), new ListAudit(null, null)).entries().size());
    assertEquals(Optional.empty(), ownFault(alice.id(), null));
    assertEquals(Optional.empty(), linkFault(null));
  }

  @Test
  void pages_follow_each_other() {
    AuditLog first = parts.trail.of(alice.id(), new ListAudit(5, null));
    AuditLog second = parts.trail.of(alice.id(), new ListAudit(5, first.cursor()));
    assertTrue(first.hasMore());
    assertEquals(3, first.entries().getLast().n());
    assertEquals(List.of(2L, 1L), second.entries().stream().map(AuditEntry::n).toList());
    assertFalse(second.hasMore());
    assertEquals(11, parts.trail.all(new ListAudit(20, null)).entries().getFirst().seq());
  }

  @Test
  void a_send_is_recorded_by_id_recipient_and_size_only() {
    parts.authorize(bob, alice);
    String id = parts.send(alice, bob, "a subject", "ä body");
    AuditEntry entry = parts.trail.of(alice.id(), new ListAudit(1, null)).entries().getFirst();
    assertEquals(
        "{\"body_bytes\":7,\"message_id\":\"%s\",\"recipient_id\":\"%s\"}".formatted(id, bob.id()),
        Json.write(new java.util.TreeMap<>(entry.details())));
    assertFalse(Json.write(entry).contains("subject"));
  }

  @Test
  void what_is_refused_or_repeated_is_not_recorded_as_done() {
    assertThrows(Refusal.class, () -> parts.send(alice, bob, "s", "b")); // Revoked above.
    assertEquals(7, head(alice.id()).number());
    parts.authorize(bob, alice);
    SendMessage once = new SendMessage(bob.id(), "s", "b", null, "key-1");
    parts.messages.send(alice, once);
    parts.messages.send(alice, once);
    assertEquals(8, head(alice.id()).number());
  }

  @Test
  void a_claim_and_its_key_are_recorded_without_either() {
    Registered made = parts.agents.registerInTranscript(new Register("carol", null, null, null));
    parts.keys.redeem(new RedeemClaim(String.valueOf(made.claim()), null));
    assertEquals(
        List.of("claim_redeemed", "claim_made", "agent_registered"), kinds(made.agentId()));
    String log = Json.write(parts.trail.of(made.agentId(), new ListAudit(null, null)));
    assertFalse(log.contains("a2a_claim_") || log.contains("a2a_sk_"), log);
  }

  @Test
  void blocks_invites_and_what_a_person_decided_are_recorded() {
    parts.peers.block(bob, new BlockAgent(alice.id()));
    parts.peers.unblock(bob, new UnblockAgent(alice.id()));
    Invite invite = parts.invites.create(alice, new CreateInvite(null, null, null));
    parts.invites.accept(bob, new AcceptInvite(invite.code(), null, null, null));
    Pending pending =
        parts.approvals.ask(
            bob,
            Operations.AUTHORIZE_AGENT,
            new AuthorizeAgent("a2a_00000000000ca401", null),
            "May it?",
            null);
    parts.approvals.decide(bob, new DecideApproval(pending.approvalId(), Decision.DENY));

    assertEquals(
        List.of(
            "approval_denied",
            "approval_asked",
            "message_sent",
            "authorization_granted",
            "invite_accepted",
            "agent_unblocked",
            "agent_blocked"),
        kinds(bob.id()).subList(0, 7));
    assertEquals(List.of("authorization_granted", "invite_made"), kinds(alice.id()).subList(0, 2));
    assertFalse(Json.write(parts.trail.all(new ListAudit(100, null))).contains(invite.code()));
  }

  @Test
  void our_own_code_cannot_change_or_remove_an_entry() {
    for (String sql :
        List.of("UPDATE audit_entries SET kind = 'x' WHERE seq = 3", "DELETE FROM audit_entries")) {
      assertThrows(StoreException.class, () -> parts.database.write(tx -> tx.update(sql)));
    }
    assertEquals(Optional.empty(), linkFault(null));
  }

  /// Who finds what: the owner of the chain, somebody who noted its head before, the operator.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE audit_entries SET details = '{"x":1}' WHERE A AND n = 4             | own noted links
          UPDATE audit_entries SET details = 'x' WHERE A AND n = 4                   | own noted links
          UPDATE audit_entries SET kind = 'key_made' WHERE A AND n = 4               | own noted links
          UPDATE audit_entries SET at = at + 1 WHERE A AND n = 7                     | own noted links
          UPDATE audit_entries SET at = 9223372036854775807 WHERE A AND n = 7        | own noted links
          UPDATE audit_entries SET hash = zeroblob(32) WHERE A AND n = 7             | own noted links
          UPDATE audit_entries SET agent_id = 'B', n = 5 WHERE A AND n = 7           | noted links
          UPDATE audit_entries SET link = zeroblob(32) WHERE A AND n = 4             | links
          DELETE FROM audit_entries WHERE A AND n = 1                                | own noted links
          DELETE FROM audit_entries WHERE A AND n = 4                                | own noted links
          UPDATE audit_entries SET n = n WHERE A                                     |
          UPDATE audit_entries SET n = CASE n WHEN 5 THEN 95 ELSE 5 END WHERE A AND n IN (5, 6) | own noted links
          DELETE FROM audit_entries WHERE A AND n = 7                                | noted links
          DELETE FROM audit_entries WHERE A                                          | noted links
          DELETE FROM audit_entries WHERE seq >= 9                                   | noted
          """)
  void tampering_is_found_by_who_can(String sql, @Nullable String finders) {
    Head noted = head(alice.id());
    Head all = headOfAll();
    parts.database.write(tx -> {
      tx.update("DROP TRIGGER audit_entries_unchanged");
      tx.update("DROP TRIGGER audit_entries_kept");
      return tx.update(
          sql.replaceAll("\\bA\\b", "agent_id = '" + alice.id() + "'")
              .replace("'B'", "'" + bob.id() + "'"));
    });

    List<String> found = finders == null ? List.of() : List.of(finders.split(" ", -1));
    assertEquals(found.contains("own"), ownFault(alice.id(), null).isPresent(), "own");
    assertEquals(found.contains("noted"), ownFault(alice.id(), noted).isPresent(), "noted");
    assertEquals(found.contains("links"), linkFault(null).isPresent(), "links");
    assertEquals(!found.isEmpty(), linkFault(all).isPresent(), "noted links");
  }

  @Test
  void kinds_and_details_never_change() {
    assertEquals(
        new TreeSet<>(STABLE),
        Arrays.stream(Event.class.getPermittedSubclasses())
            .map(type ->
                type.getSimpleName()
                    + Arrays.stream(type.getRecordComponents())
                        .map(component -> component.getName())
                        .toList())
            .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
  }

  private List<String> kinds(String agentId) {
    return parts.trail.of(agentId, new ListAudit(null, null)).entries().stream()
        .map(AuditEntry::kind)
        .toList();
  }

  private Head head(String agentId) {
    AuditEntry newest = parts.trail.of(agentId, new ListAudit(1, null)).entries().getFirst();
    return new Head(newest.n(), newest.hash());
  }

  private Head headOfAll() {
    LinkedAuditLog log = parts.trail.all(new ListAudit(1, null));
    return new Head(log.entries().getFirst().seq(), log.entries().getFirst().link());
  }

  private Optional<String> ownFault(String agentId, @Nullable Head noted) {
    ChainCheck check = new ChainCheck(Optional.ofNullable(noted));
    @Nullable String cursor = null;
    do {
      AuditLog page = parts.trail.of(agentId, new ListAudit(3, cursor));
      page.entries().forEach(check::take);
      cursor = page.cursor();
    } while (cursor != null);
    return check.fault();
  }

  private Optional<String> linkFault(@Nullable Head noted) {
    LinkCheck check = new LinkCheck(Optional.ofNullable(noted));
    @Nullable String cursor = null;
    do {
      LinkedAuditLog page = parts.trail.all(new ListAudit(3, cursor));
      page.entries().forEach(check::take);
      cursor = page.cursor();
    } while (cursor != null);
    return check.fault();
  }
}
