package dev.a2a.shared.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.a2a.shared.api.KeyList.KeyItem;
import dev.a2a.shared.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every record of the wire, whole and with only what it needs.
class RecordsTest {
  private static final String BOB = "a2a_0123456789abcdef";
  private static final String ID = "0190163d-8694-739b-aea5-966c26f8ad91";
  private static final String KEY_ID = "key_0123456789abcdef";
  private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123Z");

  static Stream<Record> requests() {
    return Stream.of(
        new Register("alice", "alice@example.com", "Reviews code", true),
        new Register("alice", null, null, null),
        new RedeemClaim("a2a_claim_1", null),
        new RedeemClaim("a2a_rotation_1", BOB),
        new RotateApiKey(0),
        new RotateApiKey(null),
        new ListKeys(),
        new RevokeKey(KEY_ID),
        new Register("alice", null, null, true, "a2a_join_1"),
        new ListAgentAccounts(5, "c"),
        new ListAgentAccounts(null, null),
        new DisableAgent(BOB),
        new EnableAgent(BOB),
        new MakeRegistrationInvite(5),
        new MakeRegistrationInvite(null),
        new AuthorizeAgent(BOB, TIME),
        new AuthorizeAgent(BOB, null),
        new AuthorizeAgent(BOB, TIME, List.of(Scope.MESSAGE), List.of("build"), "bob", "He asked."),
        new RevokeAuthorization(BOB),
        new BlockAgent(BOB),
        new UnblockAgent(BOB),
        new SetAlias(BOB, "bob at work"),
        new SetAlias(BOB, null),
        new ListAliases("bob at work", 5, "c"),
        new ListAliases(null, null, null),
        new CreateInvite(List.of(Scope.NOTIFY), List.of("build"), "They want to talk."),
        new CreateInvite(null, null, null),
        new AcceptInvite("a2a_inv_1", List.of(Scope.MESSAGE), "bob", "They gave it to me."),
        new AcceptInvite("a2a_inv_1", null, null, null),
        new ListInvites(5, "c"),
        new ListInvites(null, null),
        new WithdrawInvite(ID),
        new ListApprovals(5, "c"),
        new ListApprovals(null, null),
        new DecideApproval(ID, Decision.APPROVE),
        new ListAuthorizations(Direction.RECEIVED, 5, "c"),
        new ListAuthorizations(null, null, null),
        new ListAgents(5, "c"),
        new ListAgents(null, null),
        new SendMessage(BOB, "Build", "It is red.\n", ID, "k-1", null, TIME),
        new SendMessage(BOB, "Build", "", null, null),
        new SendMessage(BOB, "Build", "", null, null, "build", null),
        new GetMessageStatus(ID, 60, Until.REPLIED),
        new GetMessageStatus(ID, null, null),
        new ResumeConversation(BOB),
        new SetCapabilities(List.of(new Capability("x", "X", null))),
        new GetAgentCapabilities(BOB),
        new CheckInbox(false, 5, "c"),
        new CheckInbox(null, null, null),
        new GetMessage(ID),
        new GetMessage(ID, 1024, "c"),
        new SearchMessages("red since:7d", 5, "c"),
        new SearchMessages("red", null, null),
        new MarkRead(ID),
        new MarkRead(null),
        new ListConversations(5, "c"),
        new ListConversations(null, null),
        new GetConversation(BOB, 5, "c"),
        new GetConversation(BOB, null, null),
        new ListAudit(1_000, "c"),
        new ListAudit(null, null),
        new Nothing());
  }

  static Stream<Record> answers() {
    var key = new KeyItem(KEY_ID, "a2a_sk_", "1234", TIME, TIME, TIME, false);
    var agent = new AgentList.AgentItem(BOB, "bob", "Builds", true, false, "bob at work");
    var stranger = new AgentList.AgentItem(BOB, "bob", null, false, false, null);
    var authorization =
        new Authorization(
            BOB, "bob", TIME, TIME, List.of(Scope.MESSAGE), List.of("build"), "bob", true);
    var open = new Authorization(BOB, null, TIME, null, Scope.ALL, null, null, null);
    var invite =
        new InviteList.InviteItem(
            ID, InviteList.InviteStatus.ACCEPTED, TIME, TIME, Scope.ALL, List.of("x"), BOB, TIME);
    var unused =
        new InviteList.InviteItem(
            ID, InviteList.InviteStatus.OPEN, TIME, TIME, Scope.ALL, null, null, null);
    var approval =
        new ApprovalList.Approval(
            ID,
            BOB,
            "a2a_create_invite",
            Map.of("scopes", List.of("message")),
            "Do it?",
            "Why not",
            TIME,
            TIME);
    var without = new ApprovalList.Approval(ID, BOB, "x", Map.of(), "Do it?", null, TIME, TIME);
    var talk =
        new ConversationList.ConversationItem(
            BOB, "bob", 1, TIME, "Build", true, TIME, List.of("odd"));
    var silent = new ConversationList.ConversationItem(BOB, null, 0, null, null, null, null, null);
    var capability = new Capability("code-review", "Reviews code", "Java only");
    var item =
        new Inbox.InboxItem(
            ID, BOB, "bob", "Build", "It is", 9, ID, ID, TIME, false, List.of("odd"));
    var bare = new Inbox.InboxItem(ID, BOB, "bob", "", "", 0, ID, null, TIME, true, null);
    var entry = new AuditEntry(BOB, 1, TIME, "message_sent", Map.of("body_bytes", 9), ID, ID);
    var linked = new LinkedAuditEntry(7, ID, entry);
    var account = new AgentAccount(BOB, "bob", "bob@example.com", true, TIME, TIME, TIME, 1, 2, 3);
    var found =
        new FoundMessages.FoundItem(
            ID, BOB, "bob", BOB, "bob", "Build", "It is", 9, ID, ID, TIME, false, List.of("odd"));
    var plain =
        new FoundMessages.FoundItem(
            ID, BOB, "bob", BOB, "bob", "", "", 0, ID, null, TIME, true, null);
    return Stream.of(
        entry,
        new AuditLog(List.of(entry), true, "c"),
        new AuditLog(List.of(), false, null),
        linked,
        new LinkedAuditLog(List.of(linked), true, "c"),
        new LinkedAuditLog(List.of(), false, null),
        account,
        new AgentAccount(BOB, "bob", null, true, TIME, null, null, 0, 0, 0),
        new AgentAccountList(List.of(account), true, "c"),
        new AgentAccountList(List.of(), false, null),
        new AgentState(BOB, true),
        new RegistrationInvite("0123456789abcdef", "a2a_join_1", 5, TIME),
        new Stats("0.1.0", TIME, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        new FoundMessages(List.of(found, plain), true, "c"),
        found,
        new FoundMessages(List.of(), false, null),
        Registered.withKey(BOB, "bob", ApiKey.random(new SecureRandom())),
        Registered.withClaim(BOB, "bob", "a2a_claim_1", TIME),
        Rotated.withKey(BOB, ApiKey.random(new SecureRandom()), KEY_ID, KEY_ID, TIME),
        Rotated.withClaim(BOB, KEY_ID, "a2a_rotation_1", TIME),
        key,
        new KeyList(List.of(key, new KeyItem(KEY_ID, "a2a_sk_", "4321", TIME, null, null, true))),
        new KeyRevoked(KEY_ID, TIME),
        new Me(BOB, "bob", "Builds", true, TIME, 3, "0.1.0"),
        new Me(BOB, "bob", null, false, TIME, 0, "0.1.0"),
        new AgentList(List.of(agent, stranger), true, "c"),
        agent,
        new AgentList(List.of(), false, null),
        authorization,
        open,
        new AuthorizationList(Direction.GRANTED, List.of(authorization), true, "c"),
        new AuthorizationList(Direction.RECEIVED, List.of(), false, null),
        new Revoked(BOB, TIME),
        new Blocked(BOB, TIME),
        new Unblocked(BOB, TIME),
        new AliasList(List.of(new AliasList.Alias(BOB, "bob")), true, "c"),
        new AliasList(List.of(), false, null),
        new AliasList.Alias(BOB, "bob"),
        new AliasList.Alias(BOB, null),
        new Invite(ID, "a2a_inv_1", TIME, Scope.ALL, List.of("build")),
        new Invite(ID, "a2a_inv_1", TIME, Scope.ALL, null),
        new AcceptedInvite(BOB, "bob", authorization, open),
        new InviteList(List.of(invite, unused), true, "c"),
        new InviteList(List.of(), false, null),
        invite,
        unused,
        new Withdrawn(ID, TIME),
        Pending.of(ID, "Do it?", "Why not", TIME),
        Pending.of(ID, "Do it?", null, TIME),
        new ApprovalList(List.of(approval, without), true, "c"),
        new ApprovalList(List.of(), false, null),
        approval,
        without,
        new Decided(ID, Decision.APPROVE, "x", "Do it?", Map.of("a", 1)),
        new Decided(ID, Decision.DENY, "x", "Do it?", null),
        new Sent(ID, ID, MessageStatus.QUEUED, TIME),
        new Sent(ID, ID, MessageStatus.QUEUED, null),
        new Receipt(ID, MessageStatus.REPLIED, TIME, TIME, TIME, TIME, ID, TIME, TIME, false),
        new Receipt(ID, MessageStatus.QUEUED, TIME, null, null, null, null, TIME, null, null),
        new Resumed(BOB, true),
        capability,
        new AgentCapabilities(BOB, List.of(capability)),
        new Inbox(2, List.of(item, bare), true, "c"),
        item,
        new Inbox(0, List.of(), false, null),
        message(ID, TIME, List.of("odd")),
        message(null, null, null),
        new Marked(1, 2),
        new ConversationList(List.of(talk, silent), true, "c"),
        talk,
        new ConversationList(List.of(), false, null),
        new Conversation(BOB, List.of(message(null, null, null)), true, "c"),
        new Conversation(BOB, List.of(), false, null));
  }

  static Stream<Record> all() {
    return Stream.concat(requests(), answers());
  }

  @Test
  void every_record_of_the_wire_is_looked_at_here() {
    Set<String> wire =
        new ClassFileImporter(List.of(new DoNotIncludeTests()))
            .importPackages("dev.a2a.shared.api").stream()
                .filter(JavaClass::isRecord)
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        wire,
        all().map(r -> r.getClass().getName()).collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_arrives_as_it_was_made(Record request) {
    JsonNode sent = tree(request);

    assertEquals(sent, tree(Json.request(sent, request.getClass())));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_with_an_unknown_argument_is_refused(Record request) {
    ObjectNode sent = tree(request).put("mood", "good");

    Refusal refusal = assertThrows(Refusal.class, () -> Json.request(sent, request.getClass()));

    assertEquals("unknown_argument", refusal.problem().code());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_answer_arrives_as_it_was_made(Record answer) throws Exception {
    assertEquals(answer, Json.answers().readValue(Json.write(answer), answer.getClass()));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void what_a_newer_daemon_adds_to_an_answer_is_ignored(Record answer) throws Exception {
    JsonNode newer = withMore(tree(answer));

    assertEquals(answer, Json.answers().treeToValue(newer, answer.getClass()));
  }

  @ParameterizedTest
  @MethodSource("all")
  void what_is_absent_is_left_out(Record value) {
    assertFalse(Json.write(value).contains(":null"), Json.write(value));
  }

  @ParameterizedTest
  @MethodSource("all")
  void names_are_snake_case(Record value) {
    for (var name : tree(value).properties()) {
      assertTrue(name.getKey().matches("[a-z]+(_[a-z0-9]+)*"), name.getKey());
    }
  }

  @Test
  void what_carries_a_secret_does_not_show_it_as_text() {
    ApiKey key = ApiKey.random(new SecureRandom());

    assertEquals("Registered[" + BOB + "]", Registered.withKey(BOB, "bob", key).toString());
    assertEquals("RedeemClaim[]", new RedeemClaim("a2a_claim_1", null).toString());
    assertEquals("AcceptInvite[]", new AcceptInvite("a2a_inv_1", null, null, null).toString());
    assertEquals(
        "Invite[" + ID + "]", new Invite(ID, "a2a_inv_1", TIME, Scope.ALL, null).toString());
    assertFalse(
        new Decided(ID, Decision.APPROVE, "x", "Do it?", Map.of("code", "a2a_inv_1"))
            .toString()
            .contains("a2a_inv"));
    assertEquals("Register[]", new Register("a", null, null, null, "a2a_join_1").toString());
    assertEquals(
        "RegistrationInvite[1]", new RegistrationInvite("1", "a2a_join_1", 1, TIME).toString());
  }

  @Test
  void what_nobody_said_has_its_default() {
    assertTrue(new CheckInbox(null, null, null).unreadOnly());
    assertFalse(new Register("alice", null, null, null).listed());
    assertEquals(Direction.GRANTED, new ListAuthorizations(null, null, null).direction());
    assertEquals(Scope.ALL, new AuthorizeAgent(BOB, null).scopes());
    assertEquals(Scope.ALL, new CreateInvite(null, null, null).scopes());
    assertEquals(Scope.ALL, new AcceptInvite("a2a_inv_1", null, null, null).scopes());
  }

  private static Message message(
      @Nullable String replyTo, @Nullable Instant readAt, @Nullable List<String> warnings) {
    return new Message(
        ID,
        BOB,
        "bob",
        BOB,
        "bob",
        "Build",
        "It is red.",
        10,
        ID,
        replyTo,
        TIME,
        readAt != null,
        readAt,
        warnings,
        null,
        null,
        readAt == null ? null : MessageStatus.READ);
  }

  /// The same with an unknown member in every object that is a record.
  private static JsonNode withMore(JsonNode node) {
    node.properties().stream()
        .filter(member -> !List.of("arguments", "result", "details").contains(member.getKey()))
        .forEach(member -> withMore(member.getValue()));
    if (node.isArray()) {
      node.forEach(RecordsTest::withMore);
    }
    if (node instanceof ObjectNode object) {
      object.putObject("mood").putArray("x").add(1);
    }
    return node;
  }

  private static ObjectNode tree(Record value) {
    return Json.answers().valueToTree(value);
  }
}
