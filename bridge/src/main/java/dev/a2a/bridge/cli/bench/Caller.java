package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Wire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One who asks the same again and again, each time when the answer before is there. Belongs to one
/// thread at a time.
interface Caller {
  byte[] NO_ARGUMENTS = "{}".getBytes(StandardCharsets.US_ASCII);

  /// Connects, before the clock starts.
  void prepare() throws IOException;

  /// Asks once and waits for the answer. What went wrong on the way is thrown, what was refused is
  /// in the tally.
  void once(Tally tally) throws IOException;

  /// Asks to mark what was listed, which is nothing: the daemon's cheapest answer to somebody whom
  /// it knows.
  static Caller marking(Wire wire) {
    return new Caller() {
      @Override
      public void prepare() throws IOException {
        wire.fresh();
      }

      @Override
      public void once(Tally tally) throws IOException {
        long began = System.nanoTime();
        Answer answer = wire.post("/v1/inbox/read", NO_ARGUMENTS);
        if (answer.ok()) {
          tally.done(System.nanoTime() - began);
        } else {
          tally.refused(answer.code());
        }
      }
    };
  }
}
