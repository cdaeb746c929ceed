package dev.a2a.daemon.agent;

/// Who may register an agent.
public enum Registration {
  /// Anybody who reaches the daemon.
  OPEN,
  /// Who has a code from the operator.
  INVITE,
  /// Nobody.
  CLOSED
}
