package dev.a2a.daemon.limit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Holds each of many keys to one [Rate], by the generic cell rate algorithm (GCRA): what is kept
/// of a key is one time, that at which it will owe nothing, if it does nothing until then. Each
/// thing done moves it one interval further; nothing may move it further than a burst from now.
///
/// Safe for use by many threads: keys are spread over stripes, each with a lock that is held for
/// some arithmetic. Memory is bounded: a full stripe drops those that owe nothing, then, of the
/// others, those not heard of for longest. Someone who has that many keys can have a debt
/// forgotten.
final class Limiter {
  private static final int STRIPES = 16;

  private final Rate rate;
  private final LongSupplier clock;
  private final long start;
  private final Stripe[] stripes;

  /// @param clock nanoseconds from anywhere, which never go back, as [System#nanoTime]
  /// @param keysMax how many keys are remembered at once
  Limiter(Rate rate, LongSupplier clock, int keysMax) {
    this.rate = rate;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.stripes =
        Stream.generate(() -> new Stripe(Math.max(4, keysMax / STRIPES)))
            .limit(STRIPES)
            .toArray(Stripe[]::new);
  }

  Rate rate() {
    return rate;
  }

  /// Does it once, if it may be done now.
  Verdict take(String key) {
    return judge(key, true);
  }

  /// What [#take] would say, and nothing is done.
  Verdict look(String key) {
    return judge(key, false);
  }

  /// Undoes one [#take] that was granted.
  void giveBack(String key) {
    if (rate.off()) {
      return;
    }
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      stripe.clearAt.computeIfPresent(key, (_, clearAt) -> clearAt - rate.interval());
    }
  }

  /// How many keys are remembered.
  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        size += stripe.clearAt.size();
      }
    }
    return size;
  }

  private Verdict judge(String key, boolean take) {
    if (rate.off()) {
      return new Verdict(true, Integer.MAX_VALUE, 0, 0);
    }
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      long now = clock.getAsLong() - start;
      long before = Math.max(stripe.clearAt.getOrDefault(key, now), now);
      long after = before + rate.interval();
      long tooEarly = after - now - rate.window();
      if (tooEarly > 0) {
        return new Verdict(false, 0, tooEarly, before - now);
      }
      if (take) {
        stripe.put(key, after, now);
      }
      int left = (int) ((rate.window() - (after - now)) / rate.interval());
      return new Verdict(true, left, 0, after - now);
    }
  }

  private Stripe stripe(String key) {
    int hash = key.hashCode();
    return stripes[(hash ^ hash >>> 16) & (STRIPES - 1)];
  }

  /// Guarded by itself.
  private static final class Stripe {
    private final Map<String, Long> clearAt = new LinkedHashMap<>(16, 0.75f, true);
    private final int max;

    Stripe(int max) {
      this.max = max;
    }

    void put(String key, long time, long now) {
      clearAt.put(key, time);
      if (clearAt.size() > max) {
        makeRoom(now);
      }
    }

    /// A quarter at a time, so that the look at all of them is paid for by many that come.
    private void makeRoom(long now) {
      clearAt.values().removeIf(time -> time <= now);
      Iterator<String> oldest = clearAt.keySet().iterator();
      while (clearAt.size() > max - max / 4) {
        oldest.next();
        oldest.remove();
      }
    }
  }
}
