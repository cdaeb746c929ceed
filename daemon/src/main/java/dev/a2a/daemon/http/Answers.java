package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says yes and no over HTTP. Never a stack trace, never a word of another's.
final class Answers {
  private Answers() {}

  static void json(Context ctx, int status, String json) {
    ctx.status(status).contentType("application/json").header("Cache-Control", "no-store");
    ctx.result(Visible.json(json));
  }

  /// RFC 9457.
  static void problem(Context ctx, Problem problem) {
    ctx.attribute(HttpServer.REFUSAL, problem.code());
    ctx.status(problem.status())
        .contentType("application/problem+json")
        .header("Cache-Control", "no-store");
    switch (problem) {
      case Problem.Unauthenticated _, Problem.InvalidKey _, Problem.OperatorOnly _ ->
          ctx.header("WWW-Authenticate", "Bearer");
      case Problem.MethodNotAllowed m -> ctx.header("Allow", m.allowed());
      default -> {
        // Nothing more to say than the problem itself.
      }
    }
    problem.retryAfter().ifPresent(seconds -> ctx.header("Retry-After", Long.toString(seconds)));
    ctx.result(Visible.json(body(problem)));
  }

  static String body(Problem problem) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:a2a:problem:" + problem.code());
    body.put("title", problem.code().replace('_', ' '));
    body.put("status", problem.status());
    body.put("code", problem.code());
    body.put("detail", problem.detail());
    problem.retryAfter().ifPresent(seconds -> body.put("retry_after", seconds));
    return Json.write(body);
  }
}
