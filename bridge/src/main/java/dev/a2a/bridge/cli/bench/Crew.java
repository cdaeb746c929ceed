package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Authorization;
import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The agents of a bench at one daemon: senders, each with a recipient of its own, and a pair that
/// watches. Nobody writes to a sender, so a sender has nothing unread.
final class Crew {
  private final List<Sender> senders = new ArrayList<>();
  private final List<? extends Caller> callers;
  private final Watcher watcher;

  /// Registers and authorizes them all.
  Crew(Server server, Plan plan) {
    DaemonClient anyone = new DaemonClient(server, Optional::empty);
    for (int i = 0; i < plan.senders(); i++) {
      senders.add(pair(anyone, "bench " + i, plan.bodyBytes()).sender());
    }
    this.callers = plan.mixed() ? senders.stream().map(Mixed::new).toList() : senders;
    Pair watching = pair(anyone, "bench watch", plan.bodyBytes());
    this.watcher = new Watcher(watching.sender(), watching.recipient());
  }

  private record Pair(Sender sender, Wire recipient) {}

  /// How many agents a plan needs at a daemon.
  static int agents(Plan plan) {
    return 2 * plan.senders() + 2;
  }

  List<Sender> senders() {
    return senders;
  }

  Watcher watcher() {
    return watcher;
  }

  /// Who asks, as the plan has it.
  List<? extends Caller> callers() {
    return callers;
  }

  /// The same callers with the same connections, asking for nothing.
  List<Caller> marking() {
    return senders.stream().map(sender -> Caller.marking(sender.wire())).toList();
  }

  /// Is every message that was acknowledged there, once?
  Verdict check() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Verdict>> verdicts = new ArrayList<>();
      senders.forEach(sender -> verdicts.add(threads.submit(sender::check)));
      Verdict all = watcher.check();
      for (Future<Verdict> one : verdicts) {
        all = all.plus(one.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private static Pair pair(DaemonClient anyone, String name, int bodyBytes) {
    Registered from = register(anyone, name + " sender");
    Registered to = register(anyone, name + " recipient");
    Wire recipient = wire(anyone.server(), to);
    byte[] allowed =
        Json.write(new AuthorizeAgent(from.agentId(), null)).getBytes(StandardCharsets.UTF_8);
    recipient.read(wire -> wire.post("/v1/authorizations", allowed), Authorization.class);
    Wire sender = wire(anyone.server(), from);
    return new Pair(new Sender(sender, to.agentId(), recipient, bodyBytes), recipient);
  }

  private static Registered register(DaemonClient anyone, String name) {
    return anyone.register(Json.write(new Register(name, null, null, null)));
  }

  private static Wire wire(Server server, Registered agent) {
    return new Wire(server, ApiKey.parse(Objects.requireNonNull(agent.apiKey(), "was checked")));
  }
}
