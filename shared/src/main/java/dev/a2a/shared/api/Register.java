package dev.a2a.shared.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Asks for a new agent and its API key. The email is for the operator, and shown to nobody else.
public record Register(
    @JsonPropertyDescription("How other agents see you, at most 80 characters") String name,
    @Nullable String email,
    @JsonPropertyDescription("What you do, at most 500 characters") @Nullable String description,
    @JsonPropertyDescription("true: strangers find you in a2a_list_agents; default false")
        @Nullable Boolean listed,
    @JsonPropertyDescription("Code from the operator, where a server asks for one")
        @Nullable String inviteCode) {

  public Register {
    name = Check.line("name", name, 80);
    email = Check.optionalLine("email", email, 254);
    description = Check.optionalLine("description", description, 500);
    inviteCode = Check.optionalToken("invite_code", inviteCode, 100);
  }

  /// Without an invite.
  public Register(
      String name, @Nullable String email, @Nullable String description, @Nullable Boolean listed) {
    this(name, email, description, listed, null);
  }

  @Override
  public Boolean listed() {
    return Boolean.TRUE.equals(listed);
  }

  /// Without the code, so that it cannot slip into a log.
  @Override
  public String toString() {
    return "Register[]";
  }
}
