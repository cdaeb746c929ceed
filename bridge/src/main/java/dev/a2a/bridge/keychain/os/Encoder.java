package dev.a2a.bridge.keychain.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes values in the wire format of D-Bus, little-endian.
///
/// `y` is a [Byte], `b` a [Boolean], `u` and `i` an [Integer], `s`, `o` and `g` whatever has such a
/// text, `v` a [Variant], `ay` bytes, a dictionary a [Map], any other array and a struct a [List].
final class Encoder {
  private ByteBuffer out = empty(512);

  byte[] bytes() {
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  void raw(byte[] bytes) {
    room(bytes.length);
    out.put(bytes);
  }

  void u8(int value) {
    room(1);
    out.put((byte) value);
  }

  void u32(int value) {
    align(4);
    room(4);
    out.putInt(value);
  }

  void align(int bytes) {
    while (out.position() % bytes != 0) {
      u8(0);
    }
  }

  void put(String type, Object value) {
    switch (type.charAt(0)) {
      case 'y' -> u8((Byte) value);
      case 'b' -> u32((Boolean) value ? 1 : 0);
      case 'u', 'i' -> u32((Integer) value);
      case 's', 'o' -> text(value.toString());
      case 'g' -> signature(value.toString());
      case 'v' -> {
        Variant variant = (Variant) value;
        signature(variant.signature());
        put(variant.signature(), variant.value());
      }
      case '(' -> struct(Signature.inner(type), (List<?>) value);
      case 'a' -> array(type.substring(1), value);
      default -> throw new IllegalArgumentException("a D-Bus type that nobody needs: " + type);
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    u32(bytes.length);
    raw(bytes);
    u8(0);
  }

  private void signature(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    u8(bytes.length);
    raw(bytes);
    u8(0);
  }

  private void struct(List<String> types, List<?> members) {
    align(8);
    for (int i = 0; i < types.size(); i++) {
      put(types.get(i), members.get(i));
    }
  }

  private void array(String element, Object value) {
    u32(0);
    int length = out.position() - 4;
    align(Signature.alignment(element)); // Does not count as a part of the array.
    int start = out.position();
    if (value instanceof byte[] bytes) {
      raw(bytes);
    } else if (value instanceof Map<?, ?> map) {
      List<String> types = Signature.inner(element);
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        struct(types, List.of(entry.getKey(), entry.getValue()));
      }
    } else {
      for (Object item : (List<?>) value) {
        put(element, item);
      }
    }
    out.putInt(length, out.position() - start);
  }

  private void room(int bytes) {
    if (out.remaining() < bytes) {
      out = empty(Math.max(out.capacity() * 2, out.position() + bytes)).put(out.flip());
    }
  }

  private static ByteBuffer empty(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
