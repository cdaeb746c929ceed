package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.cli.bench.Wire.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A pair beside the load: one sends a message, the other looks into the inbox until it is there.
/// Pauses in between, so as to be a sample and no load. Belongs to one thread at a time.
final class Watcher implements Caller {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Sender sender;
  private final Wire recipient;
  private Samples visible = new Samples();
  private Samples looks = new Samples();

  Watcher(Sender sender, Wire recipient) {
    this.sender = sender;
    this.recipient = recipient;
  }

  @Override
  public void prepare() throws IOException {
    sender.prepare();
    recipient.fresh();
  }

  @Override
  public void once(Tally tally) throws IOException {
    long began = System.nanoTime();
    Optional<String> id = sender.send(tally);
    if (id.isPresent()) {
      lookFor(id.get(), began, tally);
    }
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  /// Begins anew, after a warm-up.
  void forget() {
    visible = new Samples();
    looks = new Samples();
  }

  /// From the start of a send until the message was listed.
  Samples visible() {
    return visible;
  }

  /// A page of the inbox.
  Samples looks() {
    return looks;
  }

  Verdict check() {
    return sender.check();
  }

  private void lookFor(String id, long began, Tally tally) throws IOException {
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      long start = System.nanoTime();
      Answer inbox = recipient.get("/v1/inbox");
      long now = System.nanoTime();
      if (!inbox.ok()) {
        tally.refused(inbox.code());
        return;
      }
      looks.add(now - start);
      if (inbox.text().contains(id)) {
        visible.add(now - began);
        return;
      }
    }
    tally.refused("not_visible");
  }
}
