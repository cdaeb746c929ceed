package dev.a2a.daemon.agent;

/// The agent that made this request, proven by its key. Only this package makes one.
public final class Agent {
  private final String id;
  private final String keyId;

  Agent(String id, String keyId) {
    this.id = id;
    this.keyId = keyId;
  }

  public String id() {
    return id;
  }

  /// The id of the key that it showed.
  public String keyId() {
    return keyId;
  }

  @Override
  public String toString() {
    return id;
  }
}
