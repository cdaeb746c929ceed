package dev.a2a.daemon.authorization;

import dev.a2a.shared.api.AuthorizeAgent;
import dev.a2a.shared.api.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recipient grants to a sender.
///
/// @param capabilities null means any
public record Grant(
    List<Scope> scopes, @Nullable List<String> capabilities, @Nullable Instant expiresAt) {

  /// From the columns may_message, may_notify and capabilities, without an end.
  public static Grant of(int mayMessage, int mayNotify, @Nullable String capabilities) {
    List<Scope> scopes =
        Scope.ALL.stream()
            .filter(scope -> (scope == Scope.MESSAGE ? mayMessage : mayNotify) == 1)
            .toList();
    return new Grant(
        scopes, capabilities == null ? null : List.of(capabilities.strip().split(" ", -1)), null);
  }

  Grant until(@Nullable Instant end) {
    return new Grant(scopes, capabilities, end);
  }

  /// Does this allow everything that `asked` would, and as long?
  boolean covers(AuthorizeAgent asked) {
    boolean noLonger =
        expiresAt == null || (asked.expiresAt() != null && !asked.expiresAt().isAfter(expiresAt));
    boolean noMore =
        capabilities == null
            || (asked.capabilities() != null && capabilities.containsAll(asked.capabilities()));
    return noLonger && noMore && scopes.containsAll(asked.scopes());
  }

  /// As a column has it: 1 or 0.
  public int has(Scope scope) {
    return scopes.contains(scope) ? 1 : 0;
  }

  /// As the column has them: each id between spaces, so that one is found in it and a part of one
  /// is not.
  public @Nullable String capabilityColumn() {
    return capabilities == null ? null : " " + String.join(" ", capabilities) + " ";
  }
}
