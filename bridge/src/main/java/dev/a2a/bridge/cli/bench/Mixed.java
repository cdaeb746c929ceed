package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Wire.Answer;
import java.io.IOException;

/// A pair that uses its mail as agents do: one sends, the other looks into the inbox and marks what
/// it found. One request each time, in turn. Belongs to one thread at a time.
final class Mixed implements Caller {
  private static final int KINDS = 3;

  private final Sender sender;
  private int turn;

  Mixed(Sender sender) {
    this.sender = sender;
  }

  @Override
  public void prepare() throws IOException {
    sender.prepare();
    sender.recipient().fresh();
  }

  @Override
  public void once(Tally tally) throws IOException {
    int kind = turn++ % KINDS;
    if (kind == 0) {
      sender.once(tally);
      return;
    }
    Wire recipient = sender.recipient();
    Answer answer =
        kind == 1 ? recipient.get("/v1/inbox") : recipient.post("/v1/inbox/read", NO_ARGUMENTS);
    if (answer.ok()) {
      tally.beside();
    } else {
      tally.refused(answer.code());
    }
  }
}
