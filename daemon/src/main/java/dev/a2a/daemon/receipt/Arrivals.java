package dev.a2a.daemon.receipt;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes those who wait for news of something, such as a message.
///
/// To be woken says only "look again": it carries nothing, may come for nothing, and is not kept
/// for somebody who isn't listening. The database is the truth; this saves asking it. Listen first,
/// then look, then wait, and no news is missed. A waiter is a virtual thread's and costs some
/// hundred bytes. Safe for use by many threads.
public final class Arrivals implements AutoCloseable {
  private final Map<String, Set<Waiter>> listening = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// Listens for news of `id` until it is closed.
  public Waiter listen(String id) {
    Waiter waiter = new Waiter(id);
    listening.compute(
        id,
        (_, waiters) -> {
          Set<Waiter> all = waiters == null ? new HashSet<>() : waiters;
          all.add(waiter);
          return all;
        });
    return waiter;
  }

  /// There is news of `id`; call it after the commit.
  public void tell(String id) {
    listening.computeIfPresent(
        id,
        (_, waiters) -> {
          waiters.forEach(Waiter::wake);
          return waiters;
        });
  }

  /// Ids of which somebody waits for news.
  int size() {
    return listening.size();
  }

  /// Ends every wait, those that begin later too.
  @Override
  public void close() {
    closed = true;
    listening.keySet().forEach(this::tell);
  }

  /// One who listens. Belongs to one thread.
  public final class Waiter implements AutoCloseable {
    private final String id;
    private final Semaphore news = new Semaphore(0);

    private Waiter(String id) {
      this.id = id;
    }

    /// Returns when there is news since the last time, or time is over; false when nothing more is
    /// to be waited for: the daemon stops, or the thread was interrupted.
    public boolean await(Duration time) {
      try {
        if (!closed && news.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
          news.drainPermits();
        }
        return !closed;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private void wake() {
      news.release();
    }

    @Override
    public void close() {
      listening.computeIfPresent(
          id,
          (_, waiters) -> {
            waiters.remove(this);
            return waiters.isEmpty() ? null : waiters;
          });
    }
  }
}
