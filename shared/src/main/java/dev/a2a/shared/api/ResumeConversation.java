package dev.a2a.shared.api;

/// Lifts the pause of the conversation with one peer.
public record ResumeConversation(String peerId) {
  public ResumeConversation {
    peerId = Check.agentId("peer_id", peerId);
  }
}
