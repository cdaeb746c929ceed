package dev.a2a.daemon.audit;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.AuditLog;
import dev.a2a.shared.api.LinkedAuditEntry;
import dev.a2a.shared.api.LinkedAuditLog;
import dev.a2a.shared.api.ListAudit;
import java.util.List;

/// Shows the audit log as it is in the file, whether it holds or not: checking is for those who do
/// not trust us. Safe for use by many threads.
public final class Trail {
  private final Database database;

  public Trail(Database database) {
    this.database = database;
  }

  /// The chain of one agent. It tells nothing of how much others do.
  public AuditLog of(String agentId, ListAudit asked) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    List<AuditEntry> rows = database.read(tx -> AuditStore.of(tx, agentId, below, limit + 1));
    Page<AuditEntry> page = Page.of(rows, limit, entry -> Page.cursor(entry.n()));
    return new AuditLog(page.items(), page.hasMore(), page.cursor());
  }

  /// The chains of all agents, in the order in which things happened.
  public LinkedAuditLog all(ListAudit asked) {
    int limit = Page.limit(asked.limit());
    long below = Page.below(asked.cursor());
    List<LinkedAuditEntry> rows = database.read(tx -> AuditStore.all(tx, below, limit + 1));
    Page<LinkedAuditEntry> page = Page.of(rows, limit, entry -> Page.cursor(entry.seq()));
    return new LinkedAuditLog(page.items(), page.hasMore(), page.cursor());
  }
}
