package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.DaemonProof;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Objects;

/// Proves to whoever can read `daemon.json` that this is the daemon that wrote it. See
/// [DaemonProof].
public final class Proof implements Handler {
  private final String secret;

  public Proof(String secret) {
    this.secret = secret;
  }

  @Override
  public void handle(Context ctx) {
    String nonce = Objects.requireNonNullElse(ctx.queryParam("nonce"), "");
    if (!DaemonProof.isNonce(nonce)) {
      throw new Refusal(
          new Problem.InvalidArgument("nonce", "must be 64 lower-case hexadecimal digits"));
    }
    // The port of this very connection: somebody between us would have come by another one.
    String proof = DaemonProof.of(secret, nonce, ctx.req().getLocalPort());
    Answers.json(ctx, 200, "{\"proof\":\"" + proof + "\"}");
  }
}
