package dev.a2a.shared.api;

import org.jspecify.annotations.Nullable;

/// What was decided, and what came of it.
///
/// @param result the answer of the tool that was approved; absent when it was denied
public record Decided(
    String approvalId, Decision decision, String tool, String question, @Nullable Object result) {

  /// Without the result, which may be an invite's code.
  @Override
  public String toString() {
    return "Decided[" + approvalId + ", " + decision + "]";
  }
}
