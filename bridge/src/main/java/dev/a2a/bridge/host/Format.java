package dev.a2a.bridge.host;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// How a host's file is written.
public enum Format {
  JSON,
  /// JSON with comments and commas before a closing bracket.
  JSONC,
  TOML;

  /// The document in the bytes of a file.
  Document parse(byte[] bytes) throws Unusable {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new Unusable("it is not UTF-8");
    }
    return parse(text);
  }

  Document parse(String text) throws Unusable {
    return switch (this) {
      case JSON -> JsonDocument.parse(text, false);
      case JSONC -> JsonDocument.parse(text, true);
      case TOML -> TomlDocument.parse(text);
    };
  }
}
