package dev.a2a.bridge.mcp.stdio;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The requests that are not answered yet, each on a thread of its own.
///
/// Together they hold at most [#BYTES_MAX] of what the host sent, so that a flood of large requests
/// cannot use up the memory. Safe for use by many threads.
final class LiveRequests {
  /// Leaves room for the copies that a request on its way to the daemon needs, in a heap of 64 MiB.
  static final int BYTES_MAX = 4 << 20;

  /// Counted for each request besides its text, so that many small ones are bounded, too.
  private static final int BYTES_EACH = 4 << 10;

  private final Map<Object, Thread> live = new HashMap<>();
  private final Set<Object> cancelled = new HashSet<>();
  private int bytes;

  /// Runs `work` on a new thread, or returns false if there is too much already. The id must not be
  /// live; `work` calls [#finish] before it answers.
  synchronized boolean start(Object id, int size, Runnable work) {
    int held = size + BYTES_EACH;
    if (bytes > 0 && bytes + held > BYTES_MAX) {
      return false;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("request")
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                ended(held);
              }
            });
    live.put(id, thread);
    bytes += held;
    thread.start();
    return true;
  }

  synchronized boolean contains(Object id) {
    return live.containsKey(id);
  }

  /// Interrupts the request; its answer is to be dropped. An unknown id is nothing: the answer and
  /// the wish to cancel may cross.
  synchronized void cancel(Object id) {
    Thread request = live.get(id);
    if (request != null) {
      cancelled.add(id);
      request.interrupt();
    }
  }

  /// Frees the id, because a host may use it again as soon as it sees the answer. Returns false if
  /// the answer is to be dropped.
  synchronized boolean finish(Object id) {
    live.remove(id);
    return !cancelled.remove(id);
  }

  /// Waits until every answer is written, but not longer than `limit`.
  synchronized void awaitNone(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (long left = limit.toNanos(); bytes > 0 && left > 0; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }

  private synchronized void ended(int held) {
    bytes -= held;
    notifyAll();
  }
}
