package dev.a2a.bridge.mcp.stdio;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The pipe to the host, in place of the SDK's, which ends at the first bad line and loses answers.
///
/// One thread reads. It answers what needs no waiting (`initialize`, `ping`, everything that is
/// refused), so the order of those is the host's; each other request has a virtual thread of its
/// own. Newer hosts ask `server/discover` before `initialize`, on a process that they may throw
/// away: it is answered at once, as every unknown method, and nothing has an effect before
/// `initialized`. Every line gets its answer and the next one is served, whatever is in it.
/// `notifications/cancelled` interrupts the request and drops its answer.
public final class Stdio implements McpServerTransportProvider {
  /// From the range that JSON-RPC leaves to servers.
  private static final int TOO_MUCH = -32000;

  private static final Duration LOOK_AT_PARENT = Duration.ofMillis(500);

  /// How long a request may go on after the end of input. `printf … | a2a-bridge` gets its answers,
  /// and with the end of a JVM it stays under the 2 s after which hosts send signals.
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final InputStream in;
  private final Output output;
  private final Questions questions;
  private final StreamingMapper mapper;
  private final Set<String> methods;
  private final LiveRequests live = new LiveRequests();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable McpServerSession session;
  private boolean greeted;
  private boolean initialized;

  /// `methods` are the requests that the session answers, besides `initialize`.
  public Stdio(InputStream in, OutputStream out, StreamingMapper mapper, Set<String> methods) {
    this.in = in;
    this.output = new Output(out, ended::countDown);
    this.questions = new Questions(output);
    this.mapper = mapper;
    this.methods = methods;
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(new Pipe());
  }

  /// Asks the host and waits for its result, at most as long as `limit`; not on the thread that
  /// reads. Empty when the host answers with an error or not in time.
  public Optional<RawJson> ask(String method, RawJson params, Duration limit)
      throws InterruptedException {
    return questions.ask(method, params, limit);
  }

  /// Serves until input ends, nobody reads the output, or the parent is dead. Then the caller must
  /// end the process: threads may be left in the middle of something.
  public void run() throws InterruptedException {
    Parent parent = new Parent();
    Thread.ofPlatform().daemon().name("stdin").start(this::readAll);
    while (!ended.await(LOOK_AT_PARENT.toMillis(), TimeUnit.MILLISECONDS)) {
      if (parent.gone()) {
        return; // Nobody is left to read an answer.
      }
    }
    live.awaitNone(GRACE);
  }

  private void readAll() {
    try {
      Frames frames = new Frames(in);
      while (true) {
        Frame frame = frames.next();
        // Here and below no switch: linking the first one that tells types apart takes a tenth of
        // the time until the first answer, and no start-up cache holds it.
        if (frame instanceof Frame.Line line) {
          serve(line.bytes());
        } else if (frame instanceof Frame.TooLong tooLong) {
          output.error(
              Message.id(tooLong.id()).orElse(null),
              McpSchema.ErrorCodes.INVALID_REQUEST,
              "Larger than " + Frames.MAX + " bytes. Send less at a time.");
        } else {
          return;
        }
      }
    } catch (IOException _) {
      // A pipe that cannot be read has ended.
    } finally {
      ended.countDown();
    }
  }

  private void serve(byte[] line) {
    if (blank(line)) {
      return;
    }
    Message message = Message.read(line);
    if (message instanceof Message.Request(McpSchema.JSONRPCRequest request)) {
      answer(request, line.length);
    } else if (message
        instanceof Message.Notification(McpSchema.JSONRPCNotification notification)) {
      hear(notification);
    } else if (message instanceof Message.Response response) {
      questions.answered(response);
    } else if (message instanceof Message.Invalid(int code, @Nullable Object id, String why)) {
      output.error(
          id,
          code,
          (code == McpSchema.ErrorCodes.PARSE_ERROR ? "Parse error: " : "Invalid request: ")
              + why
              + ".");
    }
  }

  private void answer(McpSchema.JSONRPCRequest request, int size) {
    Object id = request.id();
    if (live.contains(id)) {
      invalid(id, "Another request with this id is not answered yet.");
    } else if (request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      greeted = true;
      handle(request);
    } else if (request.method().equals(McpSchema.METHOD_PING)) {
      // Not by the session, where it would wait for `initialized`.
      new Pipe().send(McpSchema.JSONRPCResponse.result(id, new RawJson("{}")));
    } else if (!methods.contains(request.method())) {
      output.error(id, McpSchema.ErrorCodes.METHOD_NOT_FOUND, "There is no such method here.");
    } else if (!initialized) {
      invalid(id, "Send initialize and notifications/initialized first.");
    } else if (!live.start(id, size, () -> handle(request))) {
      output.error(id, TOO_MUCH, "Too much at once. Send it again after other answers came.");
    }
  }

  private void hear(McpSchema.JSONRPCNotification notification) {
    switch (notification.method()) {
      case McpSchema.METHOD_NOTIFICATION_INITIALIZED -> {
        if (greeted && !initialized) {
          initialized = true;
          session().handle(notification).block();
        }
      }
      case "notifications/cancelled" -> cancel((RawJson) notification.params());
      default -> {} // JSON-RPC: a notification that means nothing here is not answered.
    }
  }

  private void cancel(@Nullable RawJson params) {
    try {
      Map<String, RawJson> members = params == null ? Map.of() : params.members().orElse(Map.of());
      Message.id(members.get("requestId")).ifPresent(live::cancel);
    } catch (IOException _) {
      // Names nothing, so it cancels nothing; and a notification has no answer.
    }
  }

  private void handle(McpSchema.JSONRPCRequest request) {
    try {
      session().handle(request).block();
    } catch (RuntimeException | Error e) {
      // The session answers its own errors; what comes here, such as an exhausted memory, ends one
      // request and not the process.
      e.printStackTrace();
      if (live.finish(request.id())) {
        output.error(request.id(), McpSchema.ErrorCodes.INTERNAL_ERROR, "The bridge is broken.");
      }
    }
  }

  private void invalid(Object id, String why) {
    output.error(id, McpSchema.ErrorCodes.INVALID_REQUEST, why);
  }

  private McpServerSession session() {
    return Objects.requireNonNull(session, "run() comes after setSessionFactory()");
  }

  private static boolean blank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session().sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(ended::countDown);
  }

  /// The way back, for the session.
  private final class Pipe implements McpServerTransport {
    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
      return Mono.fromRunnable(() -> send(message));
    }

    private void send(McpSchema.JSONRPCMessage message) {
      if (message instanceof McpSchema.JSONRPCResponse response && !live.finish(response.id())) {
        return;
      }
      try {
        output.line(mapper.writeValueAsBytes(message));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T> T unmarshalFrom(@Nullable Object data, TypeRef<T> type) {
      try {
        return mapper.convertValue(data == null ? new RawJson("{}") : data, type);
      } catch (IllegalArgumentException _) {
        // Jackson's words name classes, which are nobody's business.
        throw McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
            .message("The params do not fit the method.")
            .build();
      }
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Stdio.this.closeGracefully();
    }
  }
}
