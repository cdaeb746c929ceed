package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.limit.Budget;
import dev.a2a.daemon.limit.Source;
import dev.a2a.daemon.message.Messages;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is known of a request besides its arguments.
///
/// @param caller null when no key was shown
/// @param toTranscript does the answer end up before a model, so that it must not hold a key?
/// @param source where it comes from
/// @param budgets is told of what is left of a limit, for the headers of the answer
public record Call(
    @Nullable Agent caller, boolean toTranscript, Source source, Consumer<Budget> budgets) {
  private static final int LIST_BYTES = 24 << 10;
  private static final int BODY_BYTES = 32 << 10;

  /// Bytes that a list may have: what goes before a model is kept short.
  public int listBytes() {
    return toTranscript ? LIST_BYTES : Messages.UNBOUNDED;
  }

  /// Bytes of bodies that an answer may have.
  public int bodyBytes() {
    return toTranscript ? BODY_BYTES : Messages.UNBOUNDED;
  }

  /// How many of a list's items, from the first on, fit into those bytes; at least one if there is
  /// one.
  int fitting(List<?> items) {
    long bytes = 0;
    for (int i = 0; i < items.size(); i++) {
      bytes += Json.write(items.get(i)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > listBytes()) {
        return Math.max(1, i);
      }
    }
    return items.size();
  }

  /// The caller, or a refusal that asks for a key.
  public Agent agent() {
    if (caller == null) {
      throw new Refusal(new Problem.Unauthenticated());
    }
    return caller;
  }

  /// Tells what is left, and refuses if it was too much.
  void within(Budget budget) {
    budgets.accept(budget);
    budget.check();
  }
}
