package dev.a2a.daemon.message;

import dev.a2a.daemon.db.Page;
import dev.a2a.shared.api.FoundMessages.FoundItem;
import dev.a2a.shared.api.Inbox.InboxItem;
import dev.a2a.shared.api.Message;
import dev.a2a.shared.api.MessageStatus;
import dev.a2a.shared.text.Excerpt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as it was found on disk, proven against the digest of its body and the seal made when
/// it was accepted. One that has changed since is never shown: a list says so in its place, so that
/// it does not hide the mail around it.
///
/// @param subject empty when it is damaged, as the body is
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
    Instant expiresAt,
    boolean delivered,
    @Nullable Instant readAt,
    boolean replied) {
  private static final int PREVIEW = 200;

  static final List<String> DAMAGED =
      List.of("This message changed on disk after it was stored, so it is not shown.");

  // What the rest of an item takes in JSON, names of members included.
  private static final int ITEM_BYTES = 400;

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

  /// What a search shows of it.
  ///
  /// @param at where in the body the words were found
  FoundItem found(int at) {
    return new FoundItem(
        id,
        senderId,
        senderName,
        recipientId,
        recipientName,
        subject,
        Excerpt.around(body, at, PREVIEW),
        bodyBytes,
        threadId,
        replyToId,
        createdAt,
        readAt != null,
        warnings());
  }

  /// Roughly the bytes that it takes in a list.
  int itemBytes() {
    return headBytes() + utf8(preview()).length;
  }

  /// Roughly the bytes that it takes with its whole body.
  int wholeBytes() {
    return headBytes() + bodyBytes;
  }

  private int headBytes() {
    return ITEM_BYTES + utf8(senderName).length + utf8(recipientName).length + utf8(subject).length;
  }

  /// At most so many bytes of the body, from that position on; with its status for whom sent it.
  Message part(String readerId, int from, int maxBytes) {
    BodyPart part = BodyPart.of(body, from, maxBytes);
    return new Message(
        id,
        senderId,
        senderName,
        recipientId,
        recipientName,
        subject,
        part.text(),
        bodyBytes,
        threadId,
        replyToId,
        createdAt,
        readAt != null,
        readAt,
        warnings(),
        part.next() == null ? null : true,
        part.next() == null ? null : Page.cursor(part.next()),
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
    return Excerpt.start(body, PREVIEW);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
