package dev.a2a.bridge.keychain;

import java.time.Duration;

/// How long a store may take: a whole operation between programs, and a person at a prompt.
record Patience(Duration operation, Duration prompt) {
  static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(60));
}
