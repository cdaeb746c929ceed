package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: one virtual thread a request. Every request passes the host check, gets an id,
/// and ends in an answer of ours, whatever goes wrong. Who is too slow is let go: [SlowPeers],
/// [Bodies].
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.a2a.http");
  private static final long STOP_MILLIS = 10_000;

  /// The attribute of a request with the code of its refusal, where that is not said by throwing.
  public static final String REFUSAL = "refusal";

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /// What is served besides the operations.
  public record Door(String method, String path, Handler handler) {}

  /// Hears what was answered: the route's pattern ("-" where there is none), the code if it was a
  /// refusal, and how long it took.
  public interface Ear {
    void answered(String method, String route, int status, @Nullable String refusal, long nanos);
  }

  /// Starts to listen; port 0 takes any free one.
  public static HttpServer start(
      String host,
      int port,
      List<String> furtherHosts,
      Routes routes,
      List<Door> doors,
      Activity activity,
      Ear ear) {
    Hosts hosts = new Hosts(host, furtherHosts);
    Javalin javalin =
        Javalin.create(config -> {
          configure(config);
          config.routes.before(_ -> activity.begins());
          config.routes.before(ctx -> enter(ctx, hosts));
          routes.addTo(config.routes);
          for (Door door : doors) {
            config.routes.addHttpHandler(
                HandlerType.findOrCreate(door.method()), door.path(), door.handler());
          }
          refusals(config);
          config.routes.after(ctx -> answered(ctx, ear));
          config.routes.after(Bodies::release);
          config.routes.after(_ -> activity.ends());
        });
    try {
      javalin.start(host, port);
    } catch (JavalinBindException e) {
      throw new Refusal(
          inUse(e)
              ? new Problem.PortInUse(host + ":" + port)
              : new Problem.BadSetting("A2A_HOST", "must be an address of this machine"));
    }
    return new HttpServer(javalin);
  }

  /// The port it listens on.
  public int port() {
    return javalin.port();
  }

  /// Takes no new requests and returns when those under way are answered, at most 10 s later.
  @Override
  public void close() {
    javalin.stop();
  }

  private static boolean inUse(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof BindException && String.valueOf(t.getMessage()).contains("in use")) {
        return true;
      }
    }
    return false;
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Requests.MAX_BYTES;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(HttpServer::configure);
  }

  private static void configure(Server server) {
    server.setStopTimeout(STOP_MILLIS);
    server.insertHandler(new GracefulHandler());
    SlowPeers.watch(server);
    server.setErrorHandler(new LastWord());
  }

  private static void enter(Context ctx, Hosts hosts) {
    String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    ctx.attribute("request-id", id);
    ctx.attribute("began", System.nanoTime());
    ctx.header("X-Request-Id", id);
    hosts.check(ctx.header("Host"), ctx.header("Origin"), ctx.req().getLocalPort());
  }

  private static void refusals(JavalinConfig config) {
    config.routes.exception(Refusal.class, (e, ctx) -> Answers.problem(ctx, e.problem()));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Answers.problem(ctx, ofJavalin(e)));
    config.routes.exception(
        Exception.class,
        (e, ctx) -> {
          String id = requestId(ctx);
          LOG.error("request {} failed", id, e);
          Answers.problem(ctx, new Problem.Internal(id));
        });
  }

  private static Problem ofJavalin(HttpResponseException e) {
    return switch (e) {
      case NotFoundResponse _ -> new Problem.NoSuchRoute();
      case MethodNotAllowedResponse m ->
          new Problem.MethodNotAllowed(
              m.getDetails().getOrDefault("availableMethods", "other methods"));
      default ->
          e.getStatus() == HttpStatus.CONTENT_TOO_LARGE.getCode()
              ? new Problem.RequestTooLarge(Requests.MAX_BYTES)
              : new Problem.BadRequest();
    };
  }

  private static void answered(Context ctx, Ear ear) {
    Long began = ctx.attribute("began");
    ear.answered(
        ctx.method().name(),
        route(ctx),
        ctx.statusCode(),
        ctx.attribute(REFUSAL),
        began == null ? 0 : System.nanoTime() - began);
    if (ctx.statusCode() >= HttpStatus.BAD_REQUEST.getCode()) {
      // The route's pattern, not the address: what a stranger wrote does not get into the log.
      LOG.info("{} {} {} {}", requestId(ctx), ctx.method(), route(ctx), ctx.statusCode());
    }
  }

  private static String route(Context ctx) {
    Endpoint matched = ctx.endpoints().matchedHttpEndpoint();
    return matched == null ? "-" : matched.path;
  }

  private static String requestId(Context ctx) {
    String id = ctx.attribute("request-id");
    return id == null ? "-" : id;
  }
}
