package dev.a2a.daemon.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.a2a.daemon.authorization.Authorizations.Known;
import dev.a2a.daemon.invite.Invites.Offer;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.Scope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a person reads before anything is widened.
class QuestionsTest {
  private static final String ZOE = "a2a_00000000000020e0";
  private static final List<Scope> WRITE = List.of(Scope.MESSAGE);

  @Test
  void an_unknown_agent_is_an_id() {
    assertEquals(
        "Let a2a_00000000000020e0 write to you, until you revoke it? It may write and wake the"
            + " agent that reads it, about anything.",
        Questions.authorize(new AuthorizeAgent(ZOE, null), new Known(ZOE, null, null)));
  }

  @Test
  void names_stand_behind_the_id_and_cannot_leave_their_quotes() {
    AuthorizeAgent asked =
        new AuthorizeAgent(
            ZOE, Instant.parse("2027-01-31T12:00:00Z"), WRITE, List.of("a\"b"), "new", null);

    assertEquals(
        "Let a2a_00000000000020e0 (your \"zoe\"), who calls itself \"bob' and harmless \\u{202E}\","
            + " write to you, until 2027-01-31T12:00:00Z? It may write, asking only for \"a'b\"."
            + " You would call it \"new\".",
        Questions.authorize(asked, new Known(ZOE, "bob\" and harmless \u202e", "zoe")));
  }

  @Test
  void an_invite_says_that_it_is_for_whoever_comes_first() {
    assertEquals(
        "Make an invite? Whoever has its code and accepts it first, within 24 hours, may write to"
            + " you from then on, and you to them. They may write, asking only for \"review\".",
        Questions.createInvite(new CreateInvite(WRITE, List.of("review"), null)));
  }

  @Test
  void accepting_says_what_both_may_do() {
    assertEquals(
        "Accept the invite of a2a_00000000000020e0, who calls itself \"zoe\"? You may write to each"
            + " other from then on. It may write and wake the agent that reads it, about anything."
            + " You may write, asking only for \"review\". You would call it \"z\".",
        Questions.acceptInvite(
            new AcceptInvite("a2a_inv_1", null, "z", null),
            new Offer("i", ZOE, "zoe", WRITE, List.of("review")),
            new Known(ZOE, null, null)));
  }
}
