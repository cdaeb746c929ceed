package dev.a2a.bridge.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.link.LocalDaemon.Known;
import dev.a2a.bridge.link.Way.Target;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Check;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.home.DaemonProof;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.json.Trees;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Asks a daemon. Every error is typed here, once: what the daemon refused is a [Refusal] in its
/// words, a daemon that is away is [Problem.DaemonUnreachable], one that went away in the middle is
/// [Problem.NoAnswer].
///
/// The person's own daemon proves itself on each connection before anything else is sent on it, is
/// started where it does not run, and is asked again where nothing was done the first time, or
/// where doing it twice is as good as once.
///
/// Calls block; interrupting the thread cancels the call. Nothing else is retried, but for a key
/// that was replaced meanwhile, and no redirect followed. Safe for use by many threads.
public final class DaemonClient {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER =
      Duration.ofSeconds(70); // The longest wait that a daemon grants, and some.
  private static final long ANSWER_MAX = 8L << 20;
  private static final int PROOF_MAX = 1024;
  private static final int UNAUTHORIZED = 401;
  private static final int TRIES = 4;
  private static final int CONNECTIONS = 20;

  private final Server server;
  private final KeySource key;
  private final Optional<OperatorKey> operator;
  private final Way way;
  private final OkHttpClient http;
  private final Set<Connection> proven =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile @Nullable Target target;

  /// For a server that is known by its address alone. The key is asked for at each call, and once
  /// more when it is refused.
  public DaemonClient(Server server, KeySource key) {
    this(server, key, Optional.empty(), Way.plain());
  }

  DaemonClient(Server server, KeySource key, Optional<OperatorKey> operator, Way way) {
    this.server = server;
    this.key = key;
    this.operator = operator;
    this.way = way;
    this.http = client(server);
  }

  /// As it was named.
  public Server server() {
    return server;
  }

  /// What a key is kept for: the server, with its store where it is the person's own daemon.
  public Server place() {
    return server.isOwn()
        ? new Server("local:" + target().prover().orElseThrow().storeId())
        : server;
  }

  /// Where it listens now.
  public String url() {
    return target().url();
  }

  /// Calls a tool with arguments as they came, and returns the MCP tool result as it came.
  ///
  /// @param repeatable is doing it twice as good as once?
  public String callTool(String name, String arguments, boolean repeatable) {
    return ask("POST", "/v1/tools/" + name, arguments, repeatable);
  }

  /// Sends a request record, or nothing, and reads the answer.
  public <T> T call(String method, String path, Optional<?> request, Class<T> answer) {
    String json = request.map(Json::write).orElse("");
    return read(ask(method, path, json, method.equals("GET")), answer);
  }

  /// Makes an agent, with arguments as they came.
  public Registered register(String arguments) {
    Registered registered = read(ask("POST", "/v1/agents", arguments, false), Registered.class);
    try {
      Check.agentId("agent_id", registered.agentId());
      Check.line("name", registered.name(), 80);
      ApiKey.parse(Objects.requireNonNullElse(registered.apiKey(), ""));
    } catch (Refusal _) {
      // Not the caller's mistake: nobody but a daemon is to give out keys.
      throw new Refusal(new Problem.NotADaemon(url()));
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
    throw new Refusal(new Problem.NotADaemon(url()));
  }

  /// A key that is refused may have been replaced by another process since it was read: then, once,
  /// the one that is there now is shown. Nothing was done with the first.
  private String ask(String method, String path, String json, boolean repeatable) {
    Optional<ApiKey> shown = key.get();
    try {
      return ask(method, path, json, repeatable, shown);
    } catch (Refusal e) {
      Optional<ApiKey> other =
          e.problem().status() == UNAUTHORIZED ? shown.flatMap(key::insteadOf) : Optional.empty();
      if (other.isEmpty()) {
        throw e;
      }
      return ask(method, path, json, repeatable, other);
    }
  }

  private String ask(
      String method, String path, String json, boolean repeatable, Optional<ApiKey> shown) {
    Target there = target();
    for (int tries = 1; ; tries++) {
      try {
        return ask(there, method, path, json, shown);
      } catch (Refusal e) {
        Optional<Target> other =
            tries < TRIES && mayAskAgain(e.problem(), repeatable)
                ? way.insteadOf(server)
                : Optional.empty();
        there = other.orElseThrow(() -> e);
        target = there;
      }
    }
  }

  private Target target() {
    Target known = target;
    if (known == null) {
      known = way.target(server);
      target = known;
    }
    return known;
  }

  private static boolean mayAskAgain(Problem problem, boolean repeatable) {
    return problem instanceof Problem.DaemonUnreachable
        || problem instanceof Problem.NotProven
        || problem.code().equals(new Problem.ShuttingDown().code())
        || (problem instanceof Problem.NoAnswer && repeatable);
  }

  /// A connection may be gone by the time it is used, and the next one is not proven yet.
  private String ask(
      Target there, String method, String path, String json, Optional<ApiKey> shown) {
    for (int tries = 1; tries <= CONNECTIONS; tries++) { // Others may use what this has proven.
      try {
        if (there.prover().isPresent() && proven.isEmpty()) {
          prove(there, there.prover().get());
        }
        return send(there, method, path, json, shown);
      } catch (Unproven _) {
        prove(there, there.prover().orElseThrow());
      }
    }
    throw new Refusal(new Problem.NotProven(there.url()));
  }

  private void prove(Target there, Known known) {
    Question question =
        new Question(known, DaemonProof.random(new SecureRandom()), new AtomicBoolean());
    Request request =
        new Request.Builder()
            .url(LocalDaemon.proofUrl(known.entry(), question.nonce()))
            .tag(Question.class, question)
            .build();
    try {
      http.newCall(request).execute().close();
    } catch (IOException _) {
      throw new Refusal(new Problem.DaemonUnreachable(there.url()));
    }
    if (!question.answered().get()) {
      throw new Refusal(new Problem.NotProven(there.url()));
    }
  }

  /// What a connection is asked before it is used.
  private record Question(Known known, String nonce, AtomicBoolean answered) {}

  /// Nothing was sent.
  private static final class Unproven extends IOException {
    private static final long serialVersionUID = 1;
  }

  private String send(Target there, String method, String path, String json, Optional<ApiKey> shown)
      throws Unproven {
    Request.Builder request = new Request.Builder().url(there.url() + path);
    there.prover().ifPresent(known -> request.tag(Known.class, known));
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
    } catch (Unproven e) {
      throw e;
    } catch (IOException _) {
      throw new Refusal(
          connected.get()
              ? new Problem.NoAnswer(there.url())
              : new Problem.DaemonUnreachable(there.url()));
    }
  }

  // Before there is a connection nothing can have been done, whatever went wrong: no such host, no
  // route, a time-out, no TLS.
  private Response onConnection(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Connection connection = Objects.requireNonNull(chain.connection(), "there is one by now");
    Question question = request.tag(Question.class);
    if (question != null) {
      Response response = chain.proceed(request);
      String said = response.peekBody(PROOF_MAX).string();
      if (response.isSuccessful()
          && LocalDaemon.isProof(question.known(), question.nonce(), said)) {
        proven.add(connection);
        question.answered().set(true);
      }
      return response;
    }
    if (request.tag(Known.class) != null && !proven.contains(connection)) {
      throw new Unproven();
    }
    Objects.requireNonNull(request.tag(AtomicBoolean.class), "each call has one").set(true);
    return chain.proceed(request);
  }

  private Problem refused(int status, String text) {
    try {
      JsonNode problem = Trees.read(text);
      if (problem.path("code").isTextual() && problem.path("detail").isTextual()) {
        JsonNode retryAfter = problem.path("retry_after");
        return new Problem.Said(
            problem.path("code").asText(),
            status,
            problem.path("detail").asText(),
            retryAfter.canConvertToLong() ? Optional.of(retryAfter.asLong()) : Optional.empty());
      }
    } catch (IOException _) {
      // Said below, as for JSON that is not a problem.
    }
    return new Problem.NotADaemon(url());
  }

  private OkHttpClient client(Server server) {
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
            .addNetworkInterceptor(this::onConnection);
    if (server.local()) {
      Cleartext.only(http);
    }
    return http.build();
  }
}
