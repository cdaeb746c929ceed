package dev.a2a.daemon.operation;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.limit.Budget;
import dev.a2a.daemon.limit.Source;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
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
