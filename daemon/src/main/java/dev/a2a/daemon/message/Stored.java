package dev.a2a.daemon.message;

import dev.a2a.shared.api.Inbox.InboxItem;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.MessageStatus;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it was found on disk, its body proven against the digest made when it was accepted.
/// One that has changed since is never shown: a list says so in its place, so that it does not hide
/// the mail around it.
///
/// @param body empty when it is damaged
record Stored(
    long seq,
    String id,
    String senderId,
    String senderName,
    String recipientId,
    String recipientName,
    String threadId,
    @Nullable String replyToId,
    String subject,
    String body,
    int bodyBytes,
    boolean damaged,
    Instant createdAt,
    boolean delivered,
    @Nullable Instant readAt,
    boolean replied) {
  private static final int PREVIEW = 200;

  private static final List<String> DAMAGED =
      List.of("This body changed on disk after it was stored, so it is not shown.");

  /// Is this what was accepted?
  static boolean intact(byte[] body, byte[] sha256) {
    return MessageDigest.isEqual(Digest.of(body), sha256);
  }

  InboxItem item() {
    return new InboxItem(
        id,
        senderId,
        senderName,
        subject,
        preview(),
        bodyBytes,
        threadId,
        replyToId,
        createdAt,
        readAt != null,
        warnings());
  }

  /// The whole message, with its status for whom sent it.
  Message whole(String readerId) {
    return new Message(
        id,
        senderId,
        senderName,
        recipientId,
        recipientName,
        subject,
        body,
        bodyBytes,
        threadId,
        replyToId,
        createdAt,
        readAt != null,
        readAt,
        warnings(),
        readerId.equals(senderId) ? status() : null);
  }

  // What has expired is not shown, so this has not.
  private MessageStatus status() {
    return MessageStatus.of(delivered, readAt != null, replied, false);
  }

  private @Nullable List<String> warnings() {
    return damaged ? DAMAGED : null;
  }

  private String preview() {
    return body.codePointCount(0, body.length()) <= PREVIEW
        ? body
        : body.substring(0, body.offsetByCodePoints(0, PREVIEW));
  }
}
