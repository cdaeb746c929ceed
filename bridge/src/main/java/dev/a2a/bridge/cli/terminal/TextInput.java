package dev.a2a.bridge.cli.terminal;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Text from a stream that need not ever end: the standard input of a program that an agent started
/// is often a pipe that nobody writes to.
///
/// Never keeps more than a limit in memory.
public final class TextInput {
  /// How long anything may take to come where nobody asked for standard input by name.
  static final Duration FIRST_BYTE = Duration.ofSeconds(5);

  private final String name;
  private final InputStream in;
  private final Duration patience;

  /// `name` is what a person calls the stream, such as "standard input" or a file.
  public TextInput(String name, InputStream in) {
    this(name, in, FIRST_BYTE);
  }

  TextInput(String name, InputStream in, Duration patience) {
    this.name = name;
    this.in = in;
    this.patience = patience;
  }

  /// All of it, however long it takes.
  public String all(int limitBytes) {
    try {
      return utf8(in.readNBytes(limitBytes + 1), limitBytes);
    } catch (IOException _) {
      throw unreadable();
    }
  }

  /// All of it, if something comes soon; `what` says what was expected.
  public String firstOrRefuse(String what, int limitBytes) {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            first.complete(in.read());
          } catch (IOException e) {
            first.completeExceptionally(e);
          }
        });
    try {
      int b = first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return b < 0 ? "" : all((byte) b, limitBytes);
    } catch (TimeoutException _) {
      throw new Refusal(new Problem.BadUsage("Nothing came on " + name + ". Give " + what + "."));
    } catch (ExecutionException _) {
      throw unreadable();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unreadable();
    }
  }

  private String all(byte first, int limitBytes) {
    try {
      byte[] rest = in.readNBytes(limitBytes);
      byte[] whole = new byte[rest.length + 1];
      whole[0] = first;
      System.arraycopy(rest, 0, whole, 1, rest.length);
      return utf8(whole, limitBytes);
    } catch (IOException _) {
      throw unreadable();
    }
  }

  private Refusal unreadable() {
    return new Refusal(new Problem.BadUsage("What " + name + " holds cannot be read."));
  }

  private String utf8(byte[] bytes, int limitBytes) {
    if (bytes.length > limitBytes) {
      throw new Refusal(new Problem.RequestTooLarge(limitBytes));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new Refusal(
          new Problem.BadUsage("What " + name + " holds is not text in UTF-8. Convert it first."));
    }
  }
}
