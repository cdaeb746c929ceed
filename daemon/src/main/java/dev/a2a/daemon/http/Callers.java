package dev.a2a.daemon.http;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.agent.Agents;
import dev.a2a.daemon.limit.Budget;
import dev.a2a.daemon.limit.Limits;
import dev.a2a.daemon.limit.Source;
import dev.a2a.daemon.operation.Call;
import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells who makes a request, and from where. Safe for use by many threads.
///
/// An address that showed too many wrong keys is refused before its next one is looked up. Keys
/// that were right before are looked up all the same: people behind one address do not lock each
/// other out.
public final class Callers {
  // Full it starts over: the worst that comes of it is that a right key waits like a new one.
  private static final int REMEMBERED_MAX = 1 << 16;

  private final Agents agents;
  private final Limits limits;
  private final Proxies proxies;
  // Of each key as much of its SHA-256 as tells it from others.
  private final Set<Long> rightBefore = ConcurrentHashMap.newKeySet();

  public Callers(Agents agents, Limits limits, Proxies proxies) {
    this.agents = agents;
    this.limits = limits;
    this.proxies = proxies;
  }

  /// The call that this request makes; refuses a wrong key, and one too many of them.
  ///
  /// @param toTranscript does the answer end up before a model?
  public Call call(Context ctx, boolean toTranscript) {
    Source source = proxies.source(ctx);
    return new Call(caller(ctx, source), toTranscript, source, budget -> show(ctx, budget));
  }

  /// The call that the operator makes; refuses any other key, and too many of them. The right one
  /// is never too much.
  Call operator(Context ctx, OperatorKey key) {
    Source source = proxies.source(ctx);
    String shown = bearerOrNone(ctx);
    if (shown == null) {
      throw new Refusal(new Problem.OperatorOnly());
    }
    limits.guess(source, true, Problem.OperatorOnly.class, () -> key.proven(shown));
    return new Call(null, false, source, _ -> {});
  }

  /// Another scheme is as good as no key.
  private static @Nullable String bearerOrNone(Context ctx) {
    try {
      return Requests.bearer(ctx);
    } catch (Refusal _) {
      return null;
    }
  }

  private @Nullable Agent caller(Context ctx, Source source) {
    String key = Requests.bearer(ctx);
    if (key == null) {
      return null;
    }
    long mark = mark(key);
    boolean known = rightBefore.contains(mark);
    try {
      Agent agent =
          limits.guess(source, known, Problem.InvalidKey.class, () -> agents.authenticate(key));
      if (!known) {
        remember(mark);
      }
      return agent;
    } catch (Refusal refusal) {
      if (known) {
        rightBefore.remove(mark);
      }
      throw refusal;
    }
  }

  private void remember(long mark) {
    if (rightBefore.size() >= REMEMBERED_MAX) {
      rightBefore.clear();
    }
    rightBefore.add(mark);
  }

  private static long mark(String key) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(sha256).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void show(Context ctx, Budget budget) {
    if (budget.limited()) {
      ctx.header("RateLimit-Policy", budget.policies()).header("RateLimit", budget.left());
    }
  }
}
