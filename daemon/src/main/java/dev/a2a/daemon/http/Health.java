package dev.a2a.daemon.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What anybody may ask: is it alive, can it store, what are its routes.
public final class Health {
  private Health() {}

  /// The process answers.
  public static void alive(Context ctx) {
    Answers.json(ctx, 200, "{\"status\":\"ok\"}");
  }

  /// A write goes to the disk; else a refusal that says why not.
  public static void ready(Context ctx, Runnable checkWritable) {
    checkWritable.run();
    Answers.json(ctx, 200, "{\"status\":\"ready\"}");
  }

  /// OpenAPI 3.1, made from the operations when they change and checked by a test.
  public static void openapi(Context ctx) {
    try (InputStream in = Health.class.getResourceAsStream("/dev/a2a/daemon/openapi.json")) {
      Answers.json(ctx, 200, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
