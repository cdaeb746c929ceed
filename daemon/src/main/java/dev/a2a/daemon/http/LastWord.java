package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what never reached a route: requests that are not HTTP, or that come while the server
/// stops. Jetty's own pages would show what was sent, and a stack trace.
final class LastWord extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem = problem(status);
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    Content.Sink.write(response, true, Answers.body(problem), callback);
  }

  @Override
  @SuppressWarnings(
      "removal") // Still the only word on what is not HTTP; Jetty has no successor yet.
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    fields.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    return ByteBuffer.wrap(Answers.body(problem(status)).getBytes(StandardCharsets.UTF_8));
  }

  private static Problem problem(int status) {
    if (status == 503) {
      return new Problem.ShuttingDown();
    }
    return status >= 500 ? new Problem.Internal("-") : new Problem.BadRequest();
  }
}
