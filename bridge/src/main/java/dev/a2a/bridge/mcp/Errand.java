package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work that, once begun, is finished even if the host gives up waiting for it: a key that is on
/// its way must not be lost.
final class Errand {
  private Errand() {}

  /// Does the work on a thread of its own, which is not interrupted when the host cancels the
  /// request.
  static RawJson run(String name, Identity identity, Callable<RawJson> work) {
    FutureTask<RawJson> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    try {
      return task.get();
    } catch (InterruptedException _) {
      // Nobody will see this: the answer of a cancelled request is dropped.
      return ToolResult.refused(new Problem.NoAnswer(identity.server().toString()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e);
    }
  }
}
