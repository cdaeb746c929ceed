package dev.a2a.daemon.agent;

/// The agent that made this request, proven by its key. Only this package makes one.
public final class Agent {
  private final String id;

  Agent(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }
}
