package dev.a2a.bridge.mcp.stdio;

import java.util.Optional;

/// The process that started this one. Some hosts die and leave the pipe open in a child of theirs,
/// so end of input alone does not tell.
final class Parent {
  private final Optional<ProcessHandle> first = ProcessHandle.current().parent();

  /// Is it dead? A process whose parent cannot be seen, as in a container of its own, never says
  /// so.
  boolean gone() {
    // An orphan is given to another process, also while its dead parent still has a pid.
    return first.isPresent()
        && (!first.get().isAlive() || !ProcessHandle.current().parent().equals(first));
  }
}
