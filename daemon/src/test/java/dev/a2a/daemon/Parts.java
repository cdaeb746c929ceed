package dev.a2a.daemon;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.agent.Registration;
import dev.a2a.daemon.agent.RegistrationInvites;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.audit.Trail;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Peers;
import dev.a2a.daemon.capability.Capabilities;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.http.Callers;
import dev.a2a.daemon.http.Proxies;
import dev.a2a.daemon.inbox.Quota;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.limit.Rate;
import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.operation.Features;
import dev.a2a.daemon.operation.Operation;
import dev.a2a.daemon.operation.Operations;
import dev.a2a.daemon.operation.OperatorOperations;
import dev.a2a.daemon.operator.Operator;
import dev.a2a.daemon.receipt.Arrivals;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.daemon.secret.ServerKey;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.api.SendMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// The features on a real SQLite file, without a door, with a clock that tests move.
public final class Parts implements AutoCloseable {
  public final MovableClock clock = new MovableClock(Instant.parse("2026-01-31T12:00:00Z"));
  public final Database database;
  public final Agents agents;
  public final Keys keys;
  public final Authorizations authorizations;
  public final Peers peers;
  public final Arrivals arrivals;
  public final Receipts receipts;
  public final LoopGuard loopGuard;
  public final Messages messages;
  public final Capabilities capabilities;
  public final Invites invites;
  public final Approvals approvals;
  public final Trail trail;
  public final Operator operator;
  public final RegistrationInvites registrationInvites;
  public final Seal seal = ServerKey.read("5".repeat(64)).orElseThrow().seal();

  private Parts(Path folder, Bounds bounds) throws IOException {
    database = Database.open(folder.resolve("a2a.db"), folder.resolve("a2a.lock"), true);
    agents = new Agents(database, clock, new SecureRandom(), Registration.OPEN, true);
    keys = new Keys(database, clock, new SecureRandom(), true);
    authorizations = new Authorizations(database, clock);
    peers = new Peers(database, clock);
    arrivals = new Arrivals();
    receipts = new Receipts(database, authorizations, arrivals, clock);
    loopGuard = new LoopGuard(database, clock, bounds.turns());
    Quota quota = new Quota(bounds.unread(), bounds.unreadBytes());
    messages =
        new Messages(
            new Messages.Needs(
                database, authorizations, receipts, quota, loopGuard, clock, 64 << 10, seal));
    capabilities = new Capabilities(database, authorizations);
    invites = new Invites(database, authorizations, messages, clock, new SecureRandom());
    approvals =
        new Approvals(
            database,
            clock,
            new Approvals.Rules(true, false),
            Approvables.all(authorizations, invites, messages));
    trail = new Trail(database);
    operator = new Operator(database, clock, "test");
    registrationInvites = new RegistrationInvites(database, clock, new SecureRandom());
  }

  /// What the settings say; 0 for none.
  public record Bounds(long unread, long unreadBytes, int turns) {}

  public static Parts in(Path folder) throws IOException {
    return in(folder, new Bounds(10_000, 64 << 20, 20));
  }

  public static Parts in(Path folder, Bounds bounds) throws IOException {
    return new Parts(folder, bounds);
  }

  public List<Operation<?, ?>> operations() {
    return Operations.all(
        new Features(
            agents,
            keys,
            authorizations,
            peers,
            capabilities,
            messages,
            receipts,
            loopGuard,
            invites,
            approvals,
            unlimited(),
            trail),
        "test");
  }

  /// The doors' view of who calls, without limits.
  public Callers callers() {
    return new Callers(agents, unlimited(), new Proxies(List.of()));
  }

  private static Limits unlimited() {
    Rate off = new Rate(0);
    return new Limits(System::nanoTime, off, off, off, off);
  }

  public List<Operation<?, ?>> operatorOperations() {
    return OperatorOperations.all(operator, registrationInvites, trail);
  }

  /// A new agent.
  public Agent agent(String name) {
    Registered registered = agents.register(new Register(name, null, null, null));
    return agents.authenticate(String.valueOf(registered.apiKey()));
  }

  /// Lets `sender` write to `recipient`.
  public void authorize(Agent recipient, Agent sender) {
    authorizations.authorize(recipient, new AuthorizeAgent(sender.id(), null));
  }

  /// Sends and returns the message's id.
  public String send(Agent sender, Agent recipient, String subject, String body) {
    return messages
        .send(sender, new SendMessage(recipient.id(), subject, body, null, null))
        .messageId();
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
