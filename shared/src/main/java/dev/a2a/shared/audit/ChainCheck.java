package dev.a2a.shared.audit;

import dev.a2a.shared.api.AuditEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows one agent's chain from its newest entry back to its first.
///
/// A chain that was cut off at its end is a whole chain by itself: only a head that was noted
/// before, or the operator's chain, tells. Belongs to one thread.
public final class ChainCheck {
  private final Optional<Head> noted;
  private Head head = Head.NONE;
  private @Nullable AuditEntry later;
  private @Nullable String fault;

  /// @param noted a head that somebody saw before, which the chain must still have
  public ChainCheck(Optional<Head> noted) {
    this.noted = noted;
  }

  /// Takes the next older entry; false when the chain is known not to hold.
  public boolean take(AuditEntry entry) {
    if (later == null) {
      head = new Head(entry.n(), entry.hash());
    } else {
      follows(entry, later);
    }
    noted
        .filter(n -> n.number() == entry.n() && !n.hash().equals(entry.hash()))
        .ifPresent(n -> found("entry " + n.number() + " is not the one that was noted"));
    later = entry;
    return fault == null;
  }

  /// Why the chain does not hold, once all entries were taken; empty when it does.
  public Optional<String> fault() {
    if (later != null) {
      isWhole(later);
      if (later.n() != 1 || !later.prevHash().equals(Chain.START)) {
        found("what stood before entry " + later.n() + " is missing");
      }
    }
    noted
        .filter(n -> n.number() > head.number())
        .ifPresent(n ->
            found(
                "it ends at entry " + head.number() + ", and entry " + n.number() + " was noted"));
    return Optional.ofNullable(fault);
  }

  /// The newest entry; number 0 when there is none.
  public Head head() {
    return head;
  }

  private void follows(AuditEntry entry, AuditEntry next) {
    if (!entry.agentId().equals(next.agentId())) {
      found("entry " + entry.n() + " is of another agent");
    } else if (entry.n() != next.n() - 1) {
      found("entry " + (next.n() - 1) + " is missing or not in its place before entry " + next.n());
    }
    isWhole(next);
    if (!next.prevHash().equals(entry.hash())) {
      found("entry " + next.n() + " does not follow entry " + entry.n());
    }
  }

  private void isWhole(AuditEntry entry) {
    if (!Chain.hash(entry).equals(entry.hash())) {
      found("entry " + entry.n() + " was changed");
    }
  }

  /// The first fault is the one that is told: others may follow from it.
  private void found(String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
