package dev.a2a.daemon.operator;

import dev.a2a.daemon.agent.DisabledStore;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.AgentAccount;
import dev.a2a.shared.api.AgentAccountList;
import dev.a2a.shared.api.AgentState;
import dev.a2a.shared.api.DisableAgent;
import dev.a2a.shared.api.EnableAgent;
import dev.a2a.shared.api.ListAgentAccounts;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Stats;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The operator's view of the daemon, and what may be done from there. Safe for use by many
/// threads.
public final class Operator {
  private final Database database;
  private final InstantSource clock;
  private final String version;
  private final Instant startedAt;

  public Operator(Database database, InstantSource clock, String version) {
    this.database = database;
    this.clock = clock;
    this.version = version;
    this.startedAt = clock.instant();
  }

  public AgentAccountList agents(ListAgentAccounts asked) {
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    List<AgentAccount> rows = database.read(tx -> OperatorStore.accounts(tx, after, limit + 1));
    Page<AgentAccount> page = Page.of(rows, limit, AgentAccount::agentId);
    return new AgentAccountList(page.items(), page.hasMore(), page.cursor());
  }

  /// From the answer on the agent's keys do nothing, what it was about to send is refused, and who
  /// writes to it hears what strangers hear. Its mail stays. Twice is like once.
  public AgentState disable(DisableAgent asked) {
    Instant now = clock.instant();
    return database.change(tx -> {
      exists(tx, asked.agentId());
      if (DisabledStore.add(tx, asked.agentId(), now)) {
        Audit.record(tx, asked.agentId(), now, new Event.AgentDisabled());
      }
      return new AgentState(asked.agentId(), true);
    });
  }

  /// All is as before it was disabled. Twice is like once.
  public AgentState enable(EnableAgent asked) {
    Instant now = clock.instant();
    return database.change(tx -> {
      exists(tx, asked.agentId());
      if (DisabledStore.remove(tx, asked.agentId())) {
        Audit.record(tx, asked.agentId(), now, new Event.AgentEnabled());
      }
      return new AgentState(asked.agentId(), false);
    });
  }

  public Stats stats() {
    OperatorStore.Counts counts = database.read(OperatorStore::counts);
    Database.Sizes sizes = database.sizes();
    return new Stats(
        version,
        startedAt,
        counts.agents(),
        counts.disabled(),
        counts.messages(),
        counts.unread(),
        counts.accepted(),
        counts.auditEntries(),
        sizes.databaseBytes(),
        sizes.logBytes(),
        sizes.diskFreeBytes(),
        database.waiting(),
        database.commits());
  }

  private static void exists(Tx tx, String agentId) {
    if (!OperatorStore.exists(tx, agentId)) {
      throw new Refusal(new Problem.AgentNotFound());
    }
  }
}
