package dev.a2a.daemon.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.a2a.daemon.audit.AuditStore.Last;
import dev.a2a.daemon.audit.AuditStore.Row;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.audit.Chain;
import dev.a2a.shared.json.Json;
import java.time.Instant;

/// Adds to the audit log, in the transaction of what is recorded: one is not on disk without the
/// other. Costs one look-up and one insert.
public final class Audit {
  /// Whose chain holds what the operator did to no agent in particular.
  public static final String OPERATOR = "operator";

  private static final ClassValue<String> KINDS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return SnakeCaseStrategy.INSTANCE.translate(type.getSimpleName());
        }
      };

  private Audit() {}

  /// Records that this happened to, or was done by, that agent.
  ///
  /// @param at the time that the rest of the transaction has
  public static void record(Tx tx, String agentId, Instant at, Event event) {
    Last last = AuditStore.last(tx, agentId);
    String details = Json.writeSorted(event);
    String kind = KINDS.get(event.getClass());
    Instant millis = Instant.ofEpochMilli(at.toEpochMilli()); // As it is stored.
    long n = last.n() + 1;
    String hash = Chain.hash(agentId, n, millis, kind, details, last.hash());
    long seq = last.seq() + 1;
    String link = Chain.link(last.link(), seq, hash);
    AuditStore.insert(tx, new Row(seq, agentId, n, millis, kind, details, hash, link));
  }
}
