package dev.a2a.daemon.operation;

import dev.a2a.daemon.authorization.Authorizations.Known;
import dev.a2a.daemon.invite.Invites.Offer;
import dev.a2a.shared.api.AcceptInvite;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.CreateInvite;
import dev.a2a.shared.api.Scope;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.text.Visible;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a person is asked, in one line each. Names are what others call themselves: they stand in
/// quotes, behind an id, and are escaped.
final class Questions {
  private static final int PREVIEW = 200;

  private Questions() {}

  static String authorize(AuthorizeAgent asked, Known other) {
    String line =
        "Let "
            + who(other.id(), other.name(), other.alias())
            + (other.name() == null ? " write to you, " : ", write to you, ")
            + (asked.expiresAt() == null ? "until you revoke it" : "until " + asked.expiresAt())
            + "? "
            + mayDo("It", asked.scopes(), asked.capabilities());
    return asked.alias() == null || asked.alias().equals(other.alias())
        ? line
        : line + " You would call it " + quoted(asked.alias()) + ".";
  }

  static String send(SendMessage asked, Known recipient) {
    String body = asked.body();
    int end = body.offsetByCodePoints(0, Math.min(PREVIEW, body.codePointCount(0, body.length())));
    return "Send "
        + quoted(asked.subject())
        + " to "
        + who(recipient.id(), recipient.name(), recipient.alias())
        + "? Your agent was shown mail of somebody else just before. It writes: "
        + quoted(body.substring(0, end))
        + (end < body.length() ? ", and more." : ".");
  }

  static String createInvite(CreateInvite asked) {
    return "Make an invite? Whoever has its code and accepts it first, within 24 hours, may write"
        + " to you from then on, and you to them. "
        + mayDo("They", asked.scopes(), asked.capabilities());
  }

  static String acceptInvite(AcceptInvite asked, Offer offer, Known inviter) {
    String line =
        "Accept the invite of "
            + who(offer.inviterId(), offer.inviterName(), inviter.alias())
            + "? You may write to each other from then on. "
            + mayDo("It", asked.scopes(), null)
            + " "
            + mayDo("You", offer.scopes(), offer.capabilities());
    return asked.alias() == null
        ? line
        : line + " You would call it " + quoted(asked.alias()) + ".";
  }

  private static String mayDo(String who, List<Scope> scopes, @Nullable List<String> capabilities) {
    String what =
        scopes.stream()
            .map(scope ->
                switch (scope) {
                  case MESSAGE -> "write";
                  case NOTIFY -> "wake the agent that reads it";
                })
            .collect(Collectors.joining(" and "));
    String about =
        capabilities == null
            ? "about anything"
            : "asking only for "
                + capabilities.stream().map(Questions::quoted).collect(Collectors.joining(", "));
    return who + " may " + what + ", " + about + ".";
  }

  private static String who(String id, @Nullable String name, @Nullable String alias) {
    String named = name == null ? "" : ", who calls itself " + quoted(name);
    String called = alias == null ? "" : " (your " + quoted(alias) + ")";
    return id + called + named;
  }

  private static String quoted(String text) {
    return '"' + Visible.line(text).replace('"', '\'') + '"';
  }
}
