package dev.a2a.daemon.authorization;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AliasList;
import dev.a2a.shared.api.AliasList.Alias;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.Blocked;
import dev.a2a.shared.api.ListAliases;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.SetAlias;
import dev.a2a.shared.api.UnblockAgent;
import dev.a2a.shared.api.Unblocked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent has decided about others, for itself alone: whom it has blocked, and what it calls
/// them. Safe for use by many threads.
///
/// The other may be nobody: as with authorizations, nothing here tells who exists. An alias names
/// one agent, whatever the case of its ASCII letters.
public final class Peers {
  private final Database database;
  private final InstantSource clock;

  public Peers(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// From the answer on, that agent cannot write to `agent`. Blocking twice is no error. It goes on
  /// while the disk is full: a stranger must not be able to prevent it.
  public Blocked block(Agent agent, BlockAgent asked) {
    refuseSelf(agent, asked.agentId());
    return database.change(tx -> {
      Instant now = clock.instant();
      PeerStore.block(tx, agent.id(), asked.agentId(), now);
      Audit.record(tx, agent.id(), now, new Event.AgentBlocked(asked.agentId()));
      Instant at = PeerStore.blockedAt(tx, agent.id(), asked.agentId()).orElseThrow();
      return new Blocked(asked.agentId(), at);
    });
  }

  public Unblocked unblock(Agent agent, UnblockAgent asked) {
    return database.change(tx -> {
      if (!PeerStore.unblock(tx, agent.id(), asked.agentId())) {
        throw new Refusal(new Problem.BlockNotFound());
      }
      Instant now = clock.instant();
      Audit.record(tx, agent.id(), now, new Event.AgentUnblocked(asked.agentId()));
      return new Unblocked(asked.agentId(), now);
    });
  }

  /// Gives a name, or takes it away. One that another agent has already is refused.
  public Alias alias(Agent agent, SetAlias asked) {
    refuseSelf(agent, asked.agentId());
    return database.write(tx -> {
      name(tx, agent.id(), asked.agentId(), asked.alias());
      return new Alias(asked.agentId(), asked.alias());
    });
  }

  public AliasList aliases(Agent agent, ListAliases asked) {
    String alias = asked.alias();
    if (alias != null) {
      List<Alias> found =
          database.read(tx -> PeerStore.named(tx, agent.id(), alias)).stream().toList();
      return new AliasList(found, false, null);
    }
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    List<Alias> rows = database.read(tx -> PeerStore.aliases(tx, agent.id(), after, limit + 1));
    Page<Alias> page = Page.of(rows, limit, Alias::agentId);
    return new AliasList(page.items(), page.hasMore(), page.cursor());
  }

  static void name(Tx tx, String agentId, String peerId, @Nullable String alias) {
    boolean taken =
        alias != null
            && PeerStore.named(tx, agentId, alias)
                .filter(other -> !other.agentId().equals(peerId))
                .isPresent();
    if (taken) {
      throw new Refusal(new Problem.AliasTaken());
    }
    PeerStore.alias(tx, agentId, peerId, alias);
  }

  private static void refuseSelf(Agent agent, String peerId) {
    if (agent.id().equals(peerId)) {
      throw new Refusal(new Problem.SelfAuthorization());
    }
  }
}
