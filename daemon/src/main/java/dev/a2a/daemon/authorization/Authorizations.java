package dev.a2a.daemon.authorization;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.authorization.AuthorizationStore.Standing;
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
import dev.a2a.shared.api.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The recipient lets the sender write. Safe for use by many threads.
///
/// A block of the recipient's outweighs every authorization. Nothing here tells whether an agent
/// exists to somebody who may not know: authorizing an unknown id succeeds like any other, and a
/// sender is refused in the same words and the same time for every reason.
public final class Authorizations {
  private final Database database;
  private final InstantSource clock;

  public Authorizations(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Refuses unless `recipientId` lets `senderId` write now, and ask for that capability if it
  /// names one. Part of the sender's own transaction, so a revocation that was answered before a
  /// message was accepted stops it.
  public void check(Tx tx, String senderId, String recipientId, @Nullable String capabilityId) {
    Standing standing =
        AuthorizationStore.standing(tx, recipientId, senderId, capabilityId, clock.instant());
    if (standing.senderDisabled()) { // Since its key was looked at.
      throw new Refusal(new Problem.AgentDisabled());
    }
    if (!standing.allowed() || standing.recipientDisabled()) {
      throw new Refusal(new Problem.NotAuthorized());
    }
  }

  /// May mail of `senderId` wake `recipientId` now? What carries news of mail to an agent asks
  /// this.
  public boolean mayNotify(Tx tx, String senderId, String recipientId) {
    return may(tx, senderId, recipientId, Scope.NOTIFY);
  }

  /// May `senderId` write to `recipientId` now, be it only about some things?
  public boolean mayMessage(Tx tx, String senderId, String recipientId) {
    return may(tx, senderId, recipientId, Scope.MESSAGE);
  }

  private boolean may(Tx tx, String senderId, String recipientId, Scope scope) {
    return AuthorizationStore.find(tx, recipientId, senderId, clock.instant())
            .filter(grant -> grant.scopes().contains(scope))
            .isPresent()
        && !blocked(tx, recipientId, senderId);
  }

  /// Has `agentId` blocked the other?
  public boolean blocked(Tx tx, String agentId, String otherId) {
    return PeerStore.blockedAt(tx, agentId, otherId).isPresent();
  }

  /// The name of the other agent, if `agentId` may know of it: it is listed, or lets that one
  /// write.
  public Optional<String> visibleName(Tx tx, String agentId, String otherId) {
    return AuthorizationStore.visibleName(tx, agentId, otherId, clock.instant());
  }

  /// One who may write to the agent, or to whom it may write. The name is null while it may not be
  /// known.
  public record Peer(String id, @Nullable String name) {}

  /// Peers in both directions, ordered by id.
  public List<Peer> peers(Tx tx, String agentId, String after, int limit) {
    return AuthorizationStore.peers(tx, agentId, after, limit, clock.instant());
  }

  /// Lets another agent write to `recipient`; a second call replaces what the first one granted.
  public Authorization authorize(Agent recipient, AuthorizeAgent asked) {
    return database.write(tx -> authorize(tx, recipient.id(), asked));
  }

  /// The same in a transaction of the caller's.
  public Authorization authorize(Tx tx, String recipientId, AuthorizeAgent asked) {
    Instant now = clock.instant();
    check(recipientId, asked, now);
    Grant grant = new Grant(asked.scopes(), asked.capabilities(), asked.expiresAt());
    AuthorizationStore.put(tx, recipientId, asked.agentId(), grant, now);
    Audit.record(
        tx,
        recipientId,
        now,
        new Event.AuthorizationGranted(
            asked.agentId(), grant.scopes(), grant.capabilities(), grant.expiresAt()));
    if (asked.alias() != null) {
      Peers.name(tx, recipientId, asked.agentId(), asked.alias());
    }
    return new Authorization(
        asked.agentId(),
        AuthorizationStore.visibleName(tx, recipientId, asked.agentId(), now).orElse(null),
        now,
        grant.expiresAt(),
        grant.scopes(),
        grant.capabilities(),
        PeerStore.aliasOf(tx, recipientId, asked.agentId()).orElse(null),
        blocked(tx, recipientId, asked.agentId()) ? true : null);
  }

  /// Does it if it widens nothing: a narrower authorization than the one in force, or the same
  /// again. Empty, and nothing done, if it would.
  public Optional<Authorization> narrow(Agent recipient, AuthorizeAgent asked) {
    check(recipient.id(), asked, clock.instant());
    return database.write(tx -> {
      boolean sameAlias =
          asked.alias() == null
              || PeerStore.aliasOf(tx, recipient.id(), asked.agentId())
                  .filter(asked.alias()::equals)
                  .isPresent();
      return AuthorizationStore.find(tx, recipient.id(), asked.agentId(), clock.instant())
          .filter(grant -> sameAlias && grant.covers(asked))
          .map(_ -> authorize(tx, recipient.id(), asked));
    });
  }

  /// From the answer on, that agent can no longer write to `recipient`.
  public Revoked revoke(Agent recipient, RevokeAuthorization asked) {
    return database.change(tx -> {
      if (!AuthorizationStore.delete(tx, recipient.id(), asked.agentId())) {
        throw new Refusal(new Problem.AuthorizationNotFound());
      }
      Instant now = clock.instant();
      Audit.record(tx, recipient.id(), now, new Event.AuthorizationRevoked(asked.agentId()));
      return new Revoked(asked.agentId(), now);
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
              case BLOCKED -> AuthorizationStore.blocked(tx, agent.id(), after, limit + 1, now);
            });
    Page<Authorization> page = Page.of(rows, limit, Authorization::agentId);
    return new AuthorizationList(asked.direction(), page.items(), page.hasMore(), page.cursor());
  }

  /// The agents that `agent` may know of.
  public AgentList directory(Agent agent, ListAgents asked) {
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    List<AgentItem> rows =
        database.read(tx -> DirectoryStore.page(tx, agent.id(), after, limit + 1, clock.instant()));
    Page<AgentItem> page = Page.of(rows, limit, AgentItem::agentId);
    return new AgentList(page.items(), page.hasMore(), page.cursor());
  }

  /// What `agent` may know of another: its name, and what it calls it itself.
  public Known known(Agent agent, String otherId) {
    return database.read(tx ->
        new Known(
            otherId,
            AuthorizationStore.visibleName(tx, agent.id(), otherId, clock.instant()).orElse(null),
            PeerStore.aliasOf(tx, agent.id(), otherId).orElse(null)));
  }

  /// Another agent, as one agent knows it.
  ///
  /// @param name what the other calls itself; null where that may not be known
  public record Known(String id, @Nullable String name, @Nullable String alias) {}

  private static void check(String recipientId, AuthorizeAgent asked, Instant now) {
    if (asked.agentId().equals(recipientId)) {
      throw new Refusal(new Problem.SelfAuthorization());
    }
    if (asked.expiresAt() != null && !asked.expiresAt().isAfter(now)) {
      throw new Refusal(new Problem.InvalidArgument("expires_at", "must be in the future"));
    }
  }
}
