package dev.a2a.shared.api;

/// Asks for one whole message that the caller sent or received.
public record GetMessage(String messageId) {
  public GetMessage {
    messageId = Check.messageId("message_id", messageId);
  }
}
