package dev.a2a.shared.audit;

import dev.a2a.shared.api.LinkedAuditEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the operator's chain from its newest entry back to the first, and with it the chain of
/// each agent. Needs memory for each agent, not for each entry. Belongs to one thread.
public final class LinkCheck {
  private final Optional<Head> noted;
  private final Map<String, ChainCheck> chains = new HashMap<>();
  private Head head = Head.NONE;
  private @Nullable LinkedAuditEntry later;
  private @Nullable String fault;

  /// @param noted a head of this chain that somebody saw before
  public LinkCheck(Optional<Head> noted) {
    this.noted = noted;
  }

  /// Takes the next older entry; false when a chain is known not to hold.
  public boolean take(LinkedAuditEntry linked) {
    if (later == null) {
      head = new Head(linked.seq(), linked.link());
    } else if (linked.seq() != later.seq() - 1) {
      found("number " + (later.seq() - 1) + " of all entries is missing or not in its place");
    } else {
      follows(later, linked.link());
    }
    noted
        .filter(n -> n.number() == linked.seq() && !n.hash().equals(linked.link()))
        .ifPresent(n -> found("number " + n.number() + " of all entries is not the one noted"));
    String agent = linked.entry().agentId();
    boolean holds =
        chains.computeIfAbsent(agent, _ -> new ChainCheck(Optional.empty())).take(linked.entry());
    later = linked;
    return holds && fault == null;
  }

  /// Why it does not hold, once all entries were taken; empty when it does.
  public Optional<String> fault() {
    if (later != null && fault == null) {
      follows(later, Chain.START);
      if (later.seq() != 1) {
        found("what stood before number " + later.seq() + " of all entries is missing");
      }
    }
    noted
        .filter(n -> n.number() > head.number())
        .ifPresent(n ->
            found(
                "it ends at number "
                    + head.number()
                    + ", and number "
                    + n.number()
                    + " was noted"));
    // What is wrong inside an agent's chain says more than that the links are, too.
    chains.forEach((agent, chain) ->
        chain.fault().ifPresent(what -> fault = "in the chain of " + agent + " " + what));
    return Optional.ofNullable(fault);
  }

  /// The newest entry; number 0 when there is none.
  public Head head() {
    return head;
  }

  /// How many chains there are.
  public int chains() {
    return chains.size();
  }

  private void follows(LinkedAuditEntry linked, String previousLink) {
    if (!Chain.link(previousLink, linked.seq(), linked.entry().hash()).equals(linked.link())) {
      found("number " + linked.seq() + " of all entries does not follow the one before");
    }
  }

  private void found(String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
