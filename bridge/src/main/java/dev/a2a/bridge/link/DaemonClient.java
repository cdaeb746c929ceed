package dev.a2a.bridge.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// Asks a daemon. Every error is typed here, once: what the daemon refused is a [Refusal] in its
/// words, a daemon that is away is [Problem.DaemonUnreachable], one that went away in the middle is
/// [Problem.NoAnswer].
///
/// Calls block; interrupting the thread cancels the call. Nothing is retried, but for a key that
/// was replaced meanwhile, and no redirect followed. Safe for use by many threads.
public final class DaemonClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER =
      Duration.ofSeconds(70); // The longest wait that a daemon grants, and some.
  private static final long ANSWER_MAX = 8L << 20;
  private static final int UNAUTHORIZED = 401;

  private final Server server;
  private final KeySource key;
  private final Optional<OperatorKey> operator;
  private final OkHttpClient http;

  /// The key is asked for at each call, and once more when it is refused.
  public DaemonClient(Server server, KeySource key) {
    this(server, key, Optional.empty());
  }

  private DaemonClient(Server server, KeySource key, Optional<OperatorKey> operator) {
    this.server = server;
    this.key = key;
    this.operator = operator;
    this.http = client(server);
  }

  /// A client for the daemon's operator, who is no agent.
  public static DaemonClient asOperator(Server server, OperatorKey key) {
    return new DaemonClient(server, Optional::empty, Optional.of(key));
  }

  public Server server() {
    return server;
  }

  /// Calls a tool with arguments as they came, and returns the MCP tool result as it came.
  public String callTool(String name, String arguments) {
    return ask("POST", "/v1/tools/" + name, arguments);
  }

  /// Sends a request record, or nothing, and reads the answer.
  public <T> T call(String method, String path, Optional<?> request, Class<T> answer) {
    return read(ask(method, path, request.map(Json::write).orElse("")), answer);
  }

  /// Makes an agent, with arguments as they came.
  public Registered register(String arguments) {
    Registered registered = read(ask("POST", "/v1/agents", arguments), Registered.class);
    try {
      Check.agentId("agent_id", registered.agentId());
      Check.line("name", registered.name(), 80);
      ApiKey.parse(Objects.requireNonNullElse(registered.apiKey(), ""));
    } catch (Refusal _) {
      // Not the caller's mistake: nobody but a daemon is to give out keys.
      throw new Refusal(new Problem.NotADaemon(server.origin()));
    }
    return registered;
  }

  private <T> T read(String text, Class<T> answer) {
    try {
      T whole = Json.answers().readValue(text, answer);
      if (Complete.is(whole)) {
        return whole;
      }
    } catch (JsonProcessingException _) {
      // Said below, as for JSON that is something else.
    }
    throw new Refusal(new Problem.NotADaemon(server.origin()));
  }

  /// A key that is refused may have been replaced by another process since it was read: then, once,
  /// the one that is there now is shown. Nothing was done with the first.
  private String ask(String method, String path, String json) {
    Optional<ApiKey> shown = key.get();
    try {
      return ask(method, path, json, shown);
    } catch (Refusal e) {
      Optional<ApiKey> other =
          e.problem().status() == UNAUTHORIZED ? shown.flatMap(key::insteadOf) : Optional.empty();
      if (other.isEmpty()) {
        throw e;
      }
      return ask(method, path, json, other);
    }
  }

  private String ask(String method, String path, String json, Optional<ApiKey> shown) {
    Request.Builder request = new Request.Builder().url(server.origin() + path);
    shown
        .map(ApiKey::reveal)
        .or(() -> operator.map(OperatorKey::reveal))
        .ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    boolean bare = json.isEmpty() && (method.equals("GET") || method.equals("DELETE"));
    request.method(method, bare ? null : RequestBody.create(json, JSON));
    AtomicBoolean connected = new AtomicBoolean();
    request.tag(AtomicBoolean.class, connected);
    try (Response response = http.newCall(request.build()).execute()) {
      String text = response.peekBody(ANSWER_MAX).string();
      if (!response.isSuccessful()) {
        throw new Refusal(refused(response.code(), text));
      }
      return text;
    } catch (IOException _) {
      throw new Refusal(
          connected.get()
              ? new Problem.NoAnswer(server.origin())
              : new Problem.DaemonUnreachable(server.origin()));
    }
  }

  // Before there is a connection nothing can have been done, whatever went wrong: no such host, no
  // route, a time-out, no TLS.
  private static Response noteConnection(Interceptor.Chain chain) throws IOException {
    Objects.requireNonNull(chain.request().tag(AtomicBoolean.class), "each call has one").set(true);
    return chain.proceed(chain.request());
  }

  private Problem refused(int status, String text) {
    try {
      JsonNode problem = Json.answers().readTree(text);
      if (problem.path("code").isTextual() && problem.path("detail").isTextual()) {
        JsonNode retryAfter = problem.path("retry_after");
        return new Problem.Said(
            problem.path("code").asText(),
            status,
            problem.path("detail").asText(),
            retryAfter.canConvertToLong() ? Optional.of(retryAfter.asLong()) : Optional.empty());
      }
    } catch (JsonProcessingException _) {
      // Said below, as for JSON that is not a problem.
    }
    return new Problem.NotADaemon(server.origin());
  }

  private static OkHttpClient client(Server server) {
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(CONNECT)
            .readTimeout(ANSWER)
            // The daemon drops idle connections; never be surprised by that in the middle of a
            // send.
            .connectionPool(new ConnectionPool(8, 10, TimeUnit.SECONDS))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(DaemonClient::noteConnection);
    if (server.local()) {
      // Without TLS there is no trust store to load, which is most of the cost of a first call.
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).protocols(List.of(Protocol.HTTP_1_1));
    }
    return http.build();
  }
}
