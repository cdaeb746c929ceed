package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import org.jspecify.annotations.Nullable;

/// What is known of a request besides its arguments.
///
/// @param caller null when no key was shown
/// @param toTranscript does the answer end up before a model, so that it must not hold a key?
public record Call(@Nullable Agent caller, boolean toTranscript) {

  /// The caller, or a refusal that asks for a key.
  public Agent agent() {
    if (caller == null) {
      throw new Refusal(new Problem.Unauthenticated());
    }
    return caller;
  }
}
