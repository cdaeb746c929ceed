package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Answer;
import dev.a2a.daemon.fault.Client.Someone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many who send the same at once.
final class Crowd {
  private final Client client;
  private final Someone alice;
  private final Someone bob;

  Crowd(Client client) throws IOException {
    this.client = client;
    this.alice = client.register("alice");
    this.bob = client.register("bob");
    client.authorize(bob, alice);
  }

  /// What came of it.
  ///
  /// @param answers the different answers, status and all
  /// @param stored messages that the recipient got
  /// @param changed the answer to the same key with another body
  record Outcome(Set<String> answers, int stored, String changed) {

    boolean once() {
      return answers.size() == 1 && stored == 1 && changed.equals("422 idempotency_conflict");
    }
  }

  /// Sends one message so many times at once, under one new key. Without the key it is the control.
  Outcome send(int times, String key) throws IOException {
    Map<String, String> message = message("once, please", key);
    Set<String> answers = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        asked.add(threads.submit(() -> client.post("/v1/messages", alice.key(), message)));
      }
      for (Future<Answer> one : asked) {
        answers.add(one.get().toString());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
    Answer changed = client.post("/v1/messages", alice.key(), message("something else", key));
    int stored = client.get("/v1/inbox", bob.key()).json().path("unread_count").asInt();
    return new Outcome(answers, stored, changed.status() + " " + changed.code());
  }

  private Map<String, String> message(String body, String key) {
    Map<String, String> message = new HashMap<>();
    message.put("recipient_id", bob.id());
    message.put("subject", "hello");
    message.put("body", body);
    if (!key.isEmpty()) {
      message.put("idempotency_key", key);
    }
    return message;
  }
}
