package dev.a2a.daemon.http;

import dev.a2a.daemon.operation.Answer;
import dev.a2a.daemon.operation.Call;
import dev.a2a.daemon.operation.Operation;
import dev.a2a.daemon.operation.Tools;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// Turns requests into calls: every operation at its route, and every tool at `/v1/tools/{name}`.
public final class Routes {
  private final Callers callers;
  private final List<Operation<?, ?>> operations;
  private final Tools tools;

  public Routes(Callers callers, List<Operation<?, ?>> operations, Tools tools) {
    this.callers = callers;
    this.operations = operations;
    this.tools = tools;
  }

  void addTo(RoutesConfig routes) {
    for (Operation<?, ?> operation : operations) {
      routes.addHttpHandler(
          HandlerType.findOrCreate(operation.route().method()),
          operation.route().path(),
          ctx -> serve(ctx, operation));
    }
    routes.post("/v1/tools/{name}", this::tool);
  }

  private void serve(Context ctx, Operation<?, ?> operation) {
    run(ctx, callers.call(ctx, false), operation);
  }

  /// Runs an operation with what the request asks, and answers.
  static void run(Context ctx, Call call, Operation<?, ?> operation) {
    Object answer =
        operation.route().hasBody() && !(operation.route().hasPathArguments() && Requests.bare(ctx))
            ? operation.run(call, Requests.json(ctx), ctx.pathParamMap())
            : operation.run(call, Requests.address(ctx, operation.input()));
    Answers.json(ctx, operation.route().status(), Answer.json(answer));
  }

  private void tool(Context ctx) {
    Call call = callers.call(ctx, true);
    Answers.json(ctx, 200, tools.run(call, ctx.pathParam("name"), Requests.json(ctx)).json());
  }
}
