package dev.a2a.daemon.operation;

import dev.a2a.daemon.loop.LoopGuard;
import dev.a2a.shared.api.ResumeConversation;
import dev.a2a.shared.api.Resumed;
import java.util.Optional;

/// Lets a paused conversation go on. No tool: a person decides, or the loop would lift its own
/// pause.
final class ResumeConversationOperation {
  private ResumeConversationOperation() {}

  static Operation<ResumeConversation, Resumed> on(LoopGuard loopGuard) {
    return new Operation<>(
        Optional.empty(),
        Route.post("/v1/conversations/{peer_id}/resume", 200),
        ResumeConversation.class,
        Resumed.class,
        false,
        (call, asked) -> loopGuard.resume(call.agent(), asked));
  }
}
