package dev.a2a.daemon.authorization;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AgentList;
import dev.a2a.shared.api.AgentList.AgentItem;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizationList;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.ListAgents;
import dev.a2a.shared.api.ListAuthorizations;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeAuthorization;
import dev.a2a.shared.api.Revoked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The recipient lets the sender write. Safe for use by many threads.
///
/// Nothing here tells whether an agent exists to somebody who may not know: authorizing an unknown
/// id succeeds like any other.
public final class Authorizations {
  private final Database database;
  private final InstantSource clock;

  public Authorizations(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Refuses unless `recipientId` lets `senderId` write now. Part of the sender's own transaction,
  /// so a revocation that was answered before a message was accepted stops it.
  public void check(Tx tx, String senderId, String recipientId) {
    if (!AuthorizationStore.inForce(tx, recipientId, senderId, clock.instant())) {
      throw new Refusal(new Problem.NotAuthorized());
    }
  }

  /// Lets another agent write to `recipient`; a second call replaces the first one's end.
  public Authorization authorize(Agent recipient, AuthorizeAgent asked) {
    Instant now = clock.instant();
    if (asked.agentId().equals(recipient.id())) {
      throw new Refusal(new Problem.SelfAuthorization());
    }
    if (asked.expiresAt() != null && !asked.expiresAt().isAfter(now)) {
      throw new Refusal(new Problem.InvalidArgument("expires_at", "must be in the future"));
    }
    return database.write(tx -> {
      AuthorizationStore.put(tx, recipient.id(), asked.agentId(), now, asked.expiresAt());
      String name =
          AuthorizationStore.visibleName(tx, recipient.id(), asked.agentId(), now).orElse(null);
      return new Authorization(asked.agentId(), name, now, asked.expiresAt());
    });
  }

  /// From the answer on, that agent can no longer write to `recipient`.
  public Revoked revoke(Agent recipient, RevokeAuthorization asked) {
    return database.change(tx -> {
      if (!AuthorizationStore.delete(tx, recipient.id(), asked.agentId())) {
        throw new Refusal(new Problem.AuthorizationNotFound());
      }
      return new Revoked(asked.agentId(), clock.instant());
    });
  }

  public AuthorizationList list(Agent agent, ListAuthorizations asked) {
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    Instant now = clock.instant();
    List<Authorization> rows =
        database.read(tx ->
            switch (asked.direction()) {
              case GRANTED -> AuthorizationStore.granted(tx, agent.id(), after, limit + 1, now);
              case RECEIVED -> AuthorizationStore.received(tx, agent.id(), after, limit + 1, now);
            });
    Page<Authorization> page = Page.of(rows, limit, Authorization::agentId);
    return new AuthorizationList(asked.direction(), page.items(), page.hasMore(), page.cursor());
  }

  /// The agents that `agent` may know of.
  public AgentList directory(Agent agent, ListAgents asked) {
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    List<AgentItem> rows =
        database.read(
            tx -> AuthorizationStore.directory(tx, agent.id(), after, limit + 1, clock.instant()));
    Page<AgentItem> page = Page.of(rows, limit, AgentItem::agentId);
    return new AgentList(page.items(), page.hasMore(), page.cursor());
  }
}
