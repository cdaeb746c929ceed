package dev.a2a.bridge.mcp.stdio;

import org.jspecify.annotations.Nullable;

/// What comes next from the host.
sealed interface Frame {

  /// A line, without its end.
  // Not a value: made once, read once, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Line(byte[] bytes) implements Frame {}

  /// A line over the limit, which was skipped; `id` is the id of the request in it, if it has one.
  record TooLong(@Nullable RawJson id) implements Frame {}

  record End() implements Frame {}
}
