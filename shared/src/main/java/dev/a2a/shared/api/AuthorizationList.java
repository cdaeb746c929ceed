package dev.a2a.shared.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of authorizations in force, ordered by the other agent's id.
public record AuthorizationList(
    Direction direction,
    List<Authorization> authorizations,
    boolean hasMore,
    @Nullable String cursor) {}
