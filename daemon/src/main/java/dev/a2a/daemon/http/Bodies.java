package dev.a2a.daemon.http;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads the bodies of requests, each within a limit, and all of them together within an eighth of
/// the heap, so that many who send slowly don't use it up.
///
/// The first 8 KiB of a body are not counted: what most requests are is always taken. A body that
/// takes longer than 20 s and a second for each 16 KiB is refused. Safe for use by many threads;
/// the reading thread waits.
final class Bodies {
  private static final int UNCOUNTED = 8 << 10;
  private static final int PIECE = 16 << 10;
  private static final int WAIT_SECONDS = 5;
  private static final String ATTRIBUTE = "body-pieces";

  // Of the process, as the heap is.
  private static final Semaphore PIECES =
      new Semaphore((int) (Runtime.getRuntime().maxMemory() / 8 / PIECE));

  private Bodies() {}

  /// The whole body. What it takes of the room is given back by [#release].
  ///
  /// @throws IOException when it was cut off, or is not chunked as it says
  static byte[] read(Context ctx, int max) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(UNCOUNTED);
    byte[] some = new byte[UNCOUNTED];
    long began = System.nanoTime();
    InputStream in = ctx.req().getInputStream();
    for (int n = next(in, some); n >= 0; n = next(in, some)) {
      if (body.size() + n > max) {
        throw new Refusal(new Problem.RequestTooLarge(max));
      }
      count(ctx, body.size() + n);
      body.write(some, 0, n);
      if (late(System.nanoTime() - began, body.size())) {
        throw new Refusal(new Problem.RequestTooSlow());
      }
    }
    return body.toByteArray();
  }

  /// The request is answered.
  static void release(Context ctx) {
    PIECES.release(held(ctx));
    ctx.attribute(ATTRIBUTE, 0);
  }

  private static int next(InputStream in, byte[] some) throws IOException {
    try {
      return in.read(some);
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new Refusal(new Problem.RequestTooSlow());
      }
      throw e;
    }
  }

  private static void count(Context ctx, int bytes) {
    int held = held(ctx);
    int more = Math.ceilDiv(Math.max(0, bytes - UNCOUNTED), PIECE) - held;
    if (more <= 0) {
      return;
    }
    try {
      if (!PIECES.tryAcquire(more, WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new Refusal(new Problem.Busy());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Refusal(new Problem.ShuttingDown());
    }
    ctx.attribute(ATTRIBUTE, held + more);
  }

  private static int held(Context ctx) {
    Integer held = ctx.attribute(ATTRIBUTE);
    return held == null ? 0 : held;
  }

  private static boolean late(long nanos, int bytes) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) > SlowPeers.LIMIT_MILLIS + 1000L * (bytes / PIECE);
  }
}
