package dev.a2a.daemon.limit;

import dev.a2a.daemon.limit.Budget.Line;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The limits of one daemon. Safe for use by many threads; asks nobody, so it comes before the
/// store and says nothing of what is in it.
public final class Limits {
  private static final int KEYS_MAX = 1 << 16;

  private final Limiter pairs;
  private final Limiter senders;
  private final Limiter registrations;
  private final Limiter failures;

  /// @param clock nanoseconds from anywhere, which never go back
  /// @param pair messages of one sender to one recipient
  /// @param sender messages of one sender
  /// @param register registrations from one source
  /// @param failed wrong keys and codes from one source
  public Limits(LongSupplier clock, Rate pair, Rate sender, Rate register, Rate failed) {
    this.pairs = new Limiter(pair, clock, KEYS_MAX);
    this.senders = new Limiter(sender, clock, KEYS_MAX);
    this.registrations = new Limiter(register, clock, KEYS_MAX);
    this.failures = new Limiter(failed, clock, KEYS_MAX);
  }

  /// Counts a message, whoever the recipient is and whether or not there is one. One that is too
  /// much for its pair costs the sender nothing.
  public Budget send(String senderId, String recipientId) {
    Verdict sender = senders.take(senderId);
    if (!sender.granted()) {
      Verdict pair = pairs.look(pair(senderId, recipientId));
      return sending(sender, pair, tooMany("messages", sender));
    }
    Verdict pair = pairs.take(pair(senderId, recipientId));
    if (!pair.granted()) {
      senders.giveBack(senderId);
      return sending(sender, pair, tooMany("messages to this agent", pair));
    }
    return sending(sender, pair, null);
  }

  /// Counts a registration.
  public Budget register(Source source) {
    Verdict verdict = registrations.take(source.name());
    return new Budget(
        List.of(new Line("register", registrations.rate(), verdict)),
        verdict.granted() ? null : tooMany("registrations from this address", verdict));
  }

  /// Tries a secret that somebody showed. Being refused with `wrong` counts against the source; a
  /// source that was wrong too often is refused before `attempt` is made.
  ///
  /// Except on this machine, where everybody shares one address: there the attempt is always made,
  /// and only what is wrong is refused as too much, so that nobody is locked out by the mistakes of
  /// a neighbour.
  ///
  /// @param known is this secret known to have been right a moment ago? Then too it is always
  ///   tried.
  public <T> T guess(
      Source source, boolean known, Class<? extends Problem> wrong, Supplier<T> attempt) {
    if (!known && !source.local()) {
      checkFailures(failures.look(source.name()));
    }
    try {
      return attempt.get();
    } catch (Refusal refusal) {
      if (wrong.isInstance(refusal.problem())) {
        checkFailures(failures.take(source.name()));
      }
      throw refusal;
    }
  }

  private static void checkFailures(Verdict verdict) {
    if (!verdict.granted()) {
      throw new Refusal(tooMany("wrong keys or codes from this address", verdict));
    }
  }

  private Budget sending(Verdict sender, Verdict pair, @Nullable Problem refusal) {
    return new Budget(
        List.of(new Line("pair", pairs.rate(), pair), new Line("sender", senders.rate(), sender)),
        refusal);
  }

  private static Problem tooMany(String what, Verdict verdict) {
    return new Problem.RateLimited(what, verdict.waitSeconds());
  }

  private static String pair(String senderId, String recipientId) {
    return senderId + " " + recipientId;
  }
}
