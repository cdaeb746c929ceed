package dev.a2a.shared.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a tool answers in place of acting, where a person decides. The bridge knows it by `status`
/// and `approval_id`, whatever the tool, and asks the person if its host can.
///
/// @param status always `pending`
/// @param question for the person, one line; what others wrote in it is escaped
/// @param reason of the agent, one line, escaped
/// @param next for the model
public record Pending(
    String status,
    String approvalId,
    String question,
    @Nullable String reason,
    Instant expiresAt,
    String next) {
  public static final String STATUS = "pending";

  public static Pending of(
      String approvalId, String question, @Nullable String reason, Instant expiresAt) {
    return new Pending(
        STATUS,
        approvalId,
        question,
        reason,
        expiresAt,
        "Nothing is done yet: your user decides. Ask them to run `a2a approve "
            + approvalId
            + "` in a terminal; do not run it yourself.");
  }
}
