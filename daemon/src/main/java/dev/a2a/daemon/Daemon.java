package dev.a2a.daemon;

import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.agent.Keys;
import dev.a2a.daemon.agent.Registration;
import dev.a2a.daemon.agent.RegistrationInvites;
import dev.a2a.daemon.approval.Approvals;
import dev.a2a.daemon.audit.Trail;
import dev.a2a.daemon.authorization.Authorizations;
import dev.a2a.daemon.authorization.Peers;
import dev.a2a.daemon.backup.Restore;
import dev.a2a.daemon.capability.Capabilities;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.http.Activity;
import dev.a2a.daemon.http.Callers;
import dev.a2a.daemon.http.Health;
import dev.a2a.daemon.http.HttpServer;
import dev.a2a.daemon.http.HttpServer.Door;
import dev.a2a.daemon.http.OperatorDoor;
import dev.a2a.daemon.http.Proof;
import dev.a2a.daemon.http.Proxies;
import dev.a2a.daemon.http.Routes;
import dev.a2a.daemon.inbox.Quota;
import dev.a2a.daemon.invite.Invites;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.limit.Rate;
import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.daemon.mcp.McpEndpoint;
import dev.a2a.daemon.message.Indexing;
import dev.a2a.daemon.message.Messages;
import dev.a2a.daemon.message.OlderMail;
import dev.a2a.daemon.message.Retention;
import dev.a2a.daemon.metrics.Metrics;
import dev.a2a.daemon.operation.Features;
import dev.a2a.daemon.operation.Operation;
import dev.a2a.daemon.operation.Operations;
import dev.a2a.daemon.operation.OperatorOperations;
import dev.a2a.daemon.operation.Tools;
import dev.a2a.daemon.operator.Operator;
import dev.a2a.daemon.receipt.Arrivals;
import dev.a2a.daemon.receipt.Receipts;
import dev.a2a.daemon.secret.Seal;
import dev.a2a.daemon.secret.ServerKey;
import dev.a2a.shared.home.DaemonProof;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A running daemon: the only place that knows all parts.
public final class Daemon implements AutoCloseable {
  private static final int BODY_MAX =
      512 << 10; // Well under the 1 MiB of a request, escapes and all.
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final Database database;
  private final HttpServer server;
  private final Arrivals arrivals;
  private final Retention retention;
  private final Indexing indexing;
  private final String host;
  private final Proven proven;
  private final Activity activity;

  private Daemon(
      Database database,
      HttpServer server,
      Arrivals arrivals,
      Retention retention,
      Indexing indexing,
      String host,
      Proven proven,
      Activity activity) {
    this.database = database;
    this.server = server;
    this.arrivals = arrivals;
    this.retention = retention;
    this.indexing = indexing;
    this.host = host;
    this.proven = proven;
    this.activity = activity;
  }

  /// What clients of this person need to tell it from a stranger.
  ///
  /// @param secret of this start; only for `daemon.json`
  record Proven(String storeId, String secret) {}

  Proven proven() {
    return proven;
  }

  Activity activity() {
    return activity;
  }

  /// Opens the data and listens. Refuses with a sentence when the data is damaged or in use, or the
  /// port is taken.
  public static Daemon start(Settings settings, Clock clock, String version) throws IOException {
    String host = settings.get(Setting.HOST);
    int port = settings.number(Setting.PORT, 0, 65_535);
    Database database = open(settings);
    try {
      SecureRandom random = new SecureRandom();
      ServerKey serverKey = ServerKeyFile.open(settings.serverKeyFile(), database, random);
      Seal seal = serverKey.seal();
      String secret = DaemonProof.random(random);
      Activity activity = new Activity(System::nanoTime);
      OlderMail.seal(database, seal);
      Registration registration = registration(settings);
      Agents agents = new Agents(database, clock, random, registration, claims(settings));
      Keys keys = new Keys(database, clock, random, claims(settings));
      Authorizations authorizations = new Authorizations(database, clock);
      int bodyMax = settings.number(Setting.BODY_MAX, 1, BODY_MAX);
      Arrivals arrivals = new Arrivals();
      Receipts receipts = new Receipts(database, authorizations, arrivals, clock);
      LoopGuard loopGuard =
          new LoopGuard(database, clock, settings.number(Setting.LOOP_MAX, 0, 1_000));
      Messages messages =
          new Messages(
              new Messages.Needs(
                  database,
                  authorizations,
                  receipts,
                  quota(settings),
                  loopGuard,
                  clock,
                  bodyMax,
                  seal));
      Invites invites = new Invites(database, authorizations, messages, clock, random);
      Approvals approvals =
          new Approvals(
              database, clock, asked(settings), Approvables.all(authorizations, invites, messages));
      Limits limits = limits(settings);
      Trail trail = new Trail(database);
      Features features =
          new Features(
              agents,
              keys,
              authorizations,
              new Peers(database, clock),
              new Capabilities(database, authorizations),
              messages,
              receipts,
              loopGuard,
              invites,
              approvals,
              limits,
              trail);
      List<Operation<?, ?>> operations = Operations.all(features, version);
      Callers callers =
          new Callers(agents, limits, new Proxies(settings.list(Setting.TRUSTED_PROXIES)));
      Tools tools = new Tools(operations);
      OperatorDoor operatorDoor =
          new OperatorDoor(
              callers, OperatorKeyFile.ensure(settings.home().operatorKeyFile(), random));
      List<Operation<?, ?>> operatorOperations =
          OperatorOperations.all(
              new Operator(database, clock, version),
              new RegistrationInvites(database, clock, random),
              trail);
      boolean registers = registration != Registration.CLOSED;
      Metrics metrics = new Metrics(database, version);
      List<Door> doors = new ArrayList<>(operatorDoor.doors(operatorOperations));
      doors.add(operatorDoor.metrics(Metrics.CONTENT_TYPE, metrics::text));
      doors.addAll(
          List.of(
              new Door(
                  "POST",
                  "/mcp",
                  new McpEndpoint(callers, registers, tools, coreTools(settings), version)),
              new Door("GET", "/v1/proof", new Proof(secret)),
              new Door("GET", "/healthz", Health::alive),
              new Door("HEAD", "/healthz", Health::alive),
              new Door("HEAD", "/readyz", ctx -> Health.ready(ctx, database::checkWritable)),
              new Door("GET", "/readyz", ctx -> Health.ready(ctx, database::checkWritable)),
              new Door("GET", "/openapi.json", Health::openapi)));
      HttpServer server =
          HttpServer.start(
              host,
              port,
              settings.list(Setting.ALLOWED_HOSTS),
              new Routes(callers, operations, tools),
              doors,
              activity,
              metrics::answered);
      Retention retention = new Retention(database, clock, System::nanoTime);
      retention.start();
      Indexing indexing = new Indexing(database, seal);
      indexing.start();
      Proven proven = new Proven(serverKey.storeId(), secret);
      return new Daemon(database, server, arrivals, retention, indexing, host, proven, activity);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// Where it listens, for clients on this machine.
  public String url() {
    String name =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1"; // All addresses: it is reached by the one of this machine.
          case "::", "[::]" -> "[::1]";
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    return "http://" + name + ":" + server.port();
  }

  /// Answers what was accepted, then closes the data.
  @Override
  public void close() throws IOException {
    arrivals.close(); // Else those who wait would hold up the end.
    server.close();
    retention.close();
    indexing.close();
    database.close();
  }

  private static Database open(Settings settings) throws IOException {
    Home home = settings.home();
    Files.createDirectories(home.data(), PrivateFiles.folder());
    boolean group = settings.oneOf(Setting.GROUP_COMMIT, "on", "off").equals("on");
    Restore.refuseUnfinished(home);
    PrivateFiles.ensure(home.database());
    return Database.open(home.database(), home.lockFile(), group);
  }

  private static Quota quota(Settings settings) {
    return new Quota(
        settings.number(Setting.INBOX_MAX, 0, Integer.MAX_VALUE),
        settings.number(Setting.INBOX_BYTES_MAX, 0, Integer.MAX_VALUE));
  }

  private static Registration registration(Settings settings) {
    if (settings.find(Setting.REGISTRATION).isEmpty()) {
      return LOOPBACK.contains(settings.get(Setting.HOST))
          ? Registration.OPEN
          : Registration.INVITE;
    }
    return Registration.valueOf(
        settings.oneOf(Setting.REGISTRATION, "open", "invite", "closed").toUpperCase(Locale.ROOT));
  }

  private static Approvals.Rules asked(Settings settings) {
    return new Approvals.Rules(
        settings.oneOf(Setting.AUTHORIZE, "ask", "allow").equals("ask"),
        settings.oneOf(Setting.OUTSIDE_PAIR, "mark", "ask").equals("ask"));
  }

  private static boolean coreTools(Settings settings) {
    return settings.oneOf(Setting.TOOLS, "core", "full").equals("core");
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        System::nanoTime,
        rate(settings, Setting.RATE_PAIR),
        rate(settings, Setting.RATE_SENDER),
        rate(settings, Setting.RATE_REGISTER),
        rate(settings, Setting.RATE_FAILURES));
  }

  private static Rate rate(Settings settings, Setting setting) {
    return new Rate(settings.number(setting, 0, Rate.MAX));
  }

  private static boolean claims(Settings settings) {
    return settings.oneOf(Setting.REGISTER_REVEAL, "claim", "key").equals("claim");
  }
}
