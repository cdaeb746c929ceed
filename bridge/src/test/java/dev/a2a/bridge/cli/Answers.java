package dev.a2a.bridge.cli;

import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.keychain.StoreFailure;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.DaemonProof;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;

/// A daemon that answers what a test tells it to.
final class Answers implements AutoCloseable {
  static final String ALICE = "a2a_00000000000a11ce";
  static final String BOB = "a2a_0000000000000b0b";
  static final String MESSAGE = "0190163d-8694-739b-aea5-966c26f8ad91";

  final ApiKey key = ApiKey.random(new SecureRandom());
  private final MockWebServer server = new MockWebServer();
  private @Nullable QueueDispatcher queue;

  Answers() throws IOException {
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  Server server() {
    return new Server(url());
  }

  /// Gives the typist a profile of alice's on this server.
  Answers as(Typist typist, String profile) throws IOException {
    try {
      new CredentialFile(typist.settings().home()).put(Binding.of(server(), ALICE), key.reveal());
    } catch (StoreFailure e) {
      throw new IOException(e);
    }
    new Profiles(typist.settings().home()).add(new Profile(profile, server(), ALICE, "alice"));
    return this;
  }

  Answers say(int status, String json) {
    MockResponse response =
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(json)
            .build();
    if (queue == null) {
      server.enqueue(response);
    } else {
      queue.enqueue(response);
    }
    return this;
  }

  Answers refuse(int status, String code, String detail) {
    return say(status, Json.write(Map.of("code", code, "detail", detail, "status", status)));
  }

  /// Takes the request and goes away.
  Answers vanish() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    return this;
  }

  /// Proves itself like a daemon with that secret, and then answers as it was told.
  Answers proving(String secret) {
    return proving(secret, () -> {});
  }

  /// The same, with what happens just before each proof is sent.
  Answers proving(String secret, Runnable before) {
    QueueDispatcher told = new QueueDispatcher();
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            String nonce = request.getUrl().queryParameter("nonce");
            if (nonce == null) {
              return told.dispatch(request);
            }
            before.run();
            String proof = DaemonProof.of(secret, nonce, server.getPort());
            return new MockResponse.Builder().body("{\"proof\":\"" + proof + "\"}").build();
          }
        });
    queue = told;
    return this;
  }

  /// What was asked, but for proofs.
  RecordedRequest askedAfterProof() throws InterruptedException {
    RecordedRequest asked = asked();
    while (asked.getTarget().startsWith("/v1/proof")) {
      asked = asked();
    }
    return asked;
  }

  RecordedRequest asked() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest(5, TimeUnit.SECONDS), "nothing was asked");
  }

  String askedBody() throws InterruptedException {
    return Objects.requireNonNull(asked().getBody(), "no body").utf8();
  }

  int askedCount() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
  }
}
