package dev.a2a.daemon.approval;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.approval.ApprovalStore.Row;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Page;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApprovalList;
import dev.a2a.shared.api.ApprovalList.Approval;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decided;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.api.ListApprovals;
import dev.a2a.shared.api.Pending;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Questions that wait for a person, at most 24 hours. Safe for use by many threads.
///
/// An approval runs the arguments that were kept, in the transaction that marks the question as
/// answered: once, or, where the thing is refused by now, not at all, and the question stays open.
public final class Approvals {
  /// Questions of one agent that may wait at once.
  public static final int OPEN_MAX = 20;

  private static final Duration LIFE = Duration.ofHours(24);

  private final Database database;
  private final Clock clock;
  private final Rules rules;
  private final Map<String, Approvable<?, ?>> approvables;
  private final TimeOrderedEpochFactory ids;

  /// What persons are asked; the operator chooses.
  ///
  /// @param widening what gives others more than they have
  /// @param outside mail to others than those whose mail was shown just before
  public record Rules(boolean widening, boolean outside) {}

  public Approvals(
      Database database, Clock clock, Rules rules, List<Approvable<?, ?>> approvables) {
    this.database = database;
    this.clock = clock;
    this.rules = rules;
    this.approvables =
        approvables.stream()
            .collect(Collectors.toUnmodifiableMap(Approvable::tool, Function.identity()));
    this.ids = TimeOrderedEpochFactory.builder().withClock(clock).build();
  }

  /// Does a person decide what agents' tools ask for?
  public boolean ask() {
    return rules.widening();
  }

  /// Does a person decide what an agent writes to others than those whose mail it was just shown?
  public boolean asksOutside() {
    return rules.outside();
  }

  /// Keeps a question. The same one again, while it is open, is the one that is there.
  ///
  /// @param arguments a record of the class that the tool's [Approvable] reads
  /// @param question escaped, one line
  /// @param reason as the agent gave it
  public Pending ask(
      Agent agent, String tool, Record arguments, String question, @Nullable String reason) {
    if (!approvables.containsKey(tool)) {
      throw new IllegalArgumentException("nobody can approve " + tool);
    }
    String json = Json.write(arguments);
    String why = reason == null ? null : Visible.line(reason);
    Row row =
        database.write(tx -> {
          Instant now = clock.instant();
          ApprovalStore.forgetExpired(tx, now);
          return ApprovalStore.same(tx, agent.id(), tool, json, now)
              .orElseGet(() -> {
                if (ApprovalStore.open(tx, agent.id(), "", OPEN_MAX, now).size() == OPEN_MAX) {
                  throw new Refusal(new Problem.TooManyApprovals(OPEN_MAX));
                }
                String id = ids.create().toString();
                Row made =
                    new Row(id, agent.id(), tool, json, question, why, now, now.plus(LIFE), false);
                ApprovalStore.insert(tx, made);
                Audit.record(tx, agent.id(), now, new Event.ApprovalAsked(id, tool));
                return made;
              });
        });
    return Pending.of(row.id(), row.question(), row.reason(), row.expiresAt());
  }

  /// What is open of this agent's questions.
  public ApprovalList list(Agent agent, ListApprovals asked) {
    int limit = Page.limit(asked.limit());
    String after = Page.after(asked.cursor());
    List<Row> rows =
        database.read(tx -> ApprovalStore.open(tx, agent.id(), after, limit + 1, clock.instant()));
    Page<Row> page = Page.of(rows, limit, Row::id);
    List<Approval> shown = page.map(Row::shown);
    return new ApprovalList(shown, page.hasMore(), page.cursor());
  }

  /// A person's word. An approval does what was asked for and returns what came of it.
  public Decided decide(Agent agent, DecideApproval asked) {
    return switch (asked.decision()) {
      case APPROVE -> {
        record Done(Row row, Decided decided) {}
        Done done =
            database.write(tx -> {
              Row row = undecided(tx, agent, asked.approvalId());
              ApprovalStore.decide(tx, row.id(), Decision.APPROVE);
              Audit.record(tx, agent.id(), clock.instant(), new Event.ApprovalGiven(row.id()));
              Object result = approvable(row.tool()).run(tx, agent, row.arguments());
              return new Done(
                  row, new Decided(row.id(), Decision.APPROVE, row.tool(), row.question(), result));
            });
        approvable(done.row().tool()).committed(done.row().arguments());
        yield done.decided();
      }
      case DENY ->
          database.change(tx -> {
            Row row = undecided(tx, agent, asked.approvalId());
            ApprovalStore.decide(tx, row.id(), Decision.DENY);
            Audit.record(tx, agent.id(), clock.instant(), new Event.ApprovalDenied(row.id()));
            return new Decided(row.id(), Decision.DENY, row.tool(), row.question(), null);
          });
    };
  }

  private Row undecided(Tx tx, Agent agent, String id) {
    Row row =
        ApprovalStore.find(tx, agent.id(), id, clock.instant())
            .orElseThrow(() -> new Refusal(new Problem.ApprovalNotFound()));
    if (row.decided()) {
      throw new Refusal(new Problem.ApprovalDecided());
    }
    return row;
  }

  private Approvable<?, ?> approvable(String tool) {
    Approvable<?, ?> approvable = approvables.get(tool);
    if (approvable == null) { // Of another release of this daemon.
      throw new Refusal(new Problem.ApprovalNotFound());
    }
    return approvable;
  }
}
