package dev.a2a.shared.api;

import java.util.regex.Pattern;

/// Ends a key at once. It is named by its id, never by itself.
public record RevokeKey(String keyId) {
  private static final Pattern KEY_ID = Pattern.compile("key_[0-9a-f]{16}");

  public RevokeKey {
    keyId = Check.present("key_id", keyId);
    if (!KEY_ID.matcher(keyId).matches()) {
      throw Check.invalid("key_id", "must be the id of a key, such as key_0123456789abcdef");
    }
  }
}
