package dev.a2a.bridge.cli;

import dev.a2a.bridge.keychain.CredentialFile;
import dev.a2a.bridge.keychain.StoreFailure;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Profiles;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/// A daemon that answers what a test tells it to.
final class Answers implements AutoCloseable {
  static final String ALICE = "a2a_00000000000a11ce";
  static final String BOB = "a2a_0000000000000b0b";
  static final String MESSAGE = "0190163d-8694-739b-aea5-966c26f8ad91";

  final ApiKey key = ApiKey.random(new SecureRandom());
  private final MockWebServer server = new MockWebServer();

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
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(json)
            .build());
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
