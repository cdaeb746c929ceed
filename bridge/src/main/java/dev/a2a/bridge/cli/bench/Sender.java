package dev.a2a.bridge.cli.bench;

import dev.a2a.bridge.cli.bench.Ledger.Judge;
import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import dev.a2a.bridge.cli.bench.Wire.Answer;
import dev.a2a.shared.api.Inbox;
import dev.a2a.shared.api.SendMessage;
import dev.a2a.shared.api.Sent;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An agent that writes to one recipient, who hears from nobody else. Belongs to one thread at a
/// time.
final class Sender implements Caller {
  private static final String LISTED = "/v1/inbox?unread_only=false&limit=100";

  private final Wire wire;
  private final Wire recipient;
  private final String recipientId;
  private final String body;
  private final Ledger ledger = new Ledger();

  Sender(Wire wire, String recipientId, Wire recipient, int bodyBytes) {
    this.wire = wire;
    this.recipientId = recipientId;
    this.recipient = recipient;
    this.body = "x".repeat(bodyBytes);
  }

  Wire wire() {
    return wire;
  }

  Wire recipient() {
    return recipient;
  }

  @Override
  public void prepare() throws IOException {
    wire.fresh();
  }

  @Override
  public void once(Tally tally) throws IOException {
    send(tally);
  }

  /// Sends one message; returns its id once it is acknowledged.
  Optional<String> send(Tally tally) throws IOException {
    int number = ledger.next();
    byte[] json = message(number);
    long began = System.nanoTime();
    Answer answer = wire.post("/v1/messages", json);
    long took = System.nanoTime() - began;
    if (!answer.ok()) {
      tally.refused(answer.code());
      return Optional.empty();
    }
    String id = Json.answers().readValue(answer.text(), Sent.class).messageId();
    ledger.acknowledged(number, id);
    tally.done(took);
    return Optional.of(id);
  }

  /// Walks the recipient's whole inbox and holds it against what was acknowledged.
  Verdict check() {
    recipient.close(); // It was idle for long.
    Judge judge = ledger.judge();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      String path = LISTED + (cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get());
      Inbox page = recipient.read(wire -> wire.get(path), Inbox.class);
      page.messages().forEach(item -> judge.found(item.subject(), item.id()));
      cursor = page.hasMore() ? Optional.ofNullable(page.cursor()) : Optional.empty();
    }
    recipient.close();
    return judge.verdict();
  }

  private byte[] message(int number) {
    return Json.write(new SendMessage(recipientId, Ledger.subject(number), body, null, null))
        .getBytes(StandardCharsets.UTF_8);
  }
}
