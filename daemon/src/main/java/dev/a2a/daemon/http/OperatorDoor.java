package dev.a2a.daemon.http;

import dev.a2a.daemon.http.HttpServer.Door;
import dev.a2a.daemon.operation.Operation;
import dev.a2a.shared.api.OperatorKey;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets the operator in: with the key, and to nothing but what is the operator's.
public final class OperatorDoor {
  /// What proxies add. Who sends one of these speaks for somebody else, or wants us to think so.
  private static final List<String> FORWARDED =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP",
          "Via");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Callers callers;
  private final OperatorKey key;

  public OperatorDoor(Callers callers, OperatorKey key) {
    this.callers = callers;
    this.key = key;
  }

  /// The routes of the operator's operations.
  public List<Door> doors(List<Operation<?, ?>> operations) {
    return operations.stream()
        .map(operation ->
            new Door(
                operation.route().method(),
                operation.route().path(),
                ctx -> Routes.run(ctx, callers.operator(ctx, key), operation)))
        .toList();
  }

  /// `/metrics`: with the key, or from this machine.
  public Door metrics(String contentType, Supplier<String> text) {
    return new Door(
        "GET",
        "/metrics",
        ctx -> {
          checkUnlessLocal(ctx);
          ctx.contentType(contentType).header("Cache-Control", "no-store").result(text.get());
        });
  }

  /// Refuses without the operator's key, unless the request was made on this machine and under one
  /// of its own names. A proxy on this machine connects from here too; it is told by the headers
  /// that proxies add, and by the name that it was asked for.
  private void checkUnlessLocal(Context ctx) {
    if (ctx.header("Authorization") != null || !local(ctx)) {
      callers.operator(ctx, key);
    }
  }

  private static boolean local(Context ctx) {
    return InetAddress.ofLiteral(ctx.req().getRemoteAddr()).isLoopbackAddress()
        && FORWARDED.stream().noneMatch(name -> ctx.header(name) != null)
        && LOOPBACK.contains(hostName(ctx.header("Host")));
  }

  private static String hostName(@Nullable String host) {
    return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]+$", "");
  }
}
