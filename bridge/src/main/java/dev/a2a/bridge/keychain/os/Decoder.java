package dev.a2a.bridge.keychain.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads values in the wire format of D-Bus, in the byte order of its buffer, as [Encoder] has
/// them. What lies is found out by running off the end: an [IndexOutOfBoundsException] or a
/// [java.nio.BufferUnderflowException], which [Message] turns into an [IOException].
final class Decoder {
  private static final int DEPTH_MAX = 32;

  private final ByteBuffer in;
  private int depth;

  Decoder(ByteBuffer in) {
    this.in = in;
  }

  int u8() {
    return in.get() & 0xFF;
  }

  int u32() {
    align(4);
    return in.getInt();
  }

  void align(int bytes) {
    in.position(in.position() + (-in.position() & (bytes - 1)));
  }

  Object get(String type) throws IOException {
    if (++depth > DEPTH_MAX) {
      throw new IOException("a D-Bus message nests too deeply");
    }
    Object value =
        switch (type.charAt(0)) {
          case 'y' -> in.get();
          case 'b' -> u32() != 0;
          case 'n', 'q' -> {
            align(2);
            yield in.getShort();
          }
          case 'u', 'i', 'h' -> u32();
          case 'x', 't' -> {
            align(8);
            yield in.getLong();
          }
          case 'd' -> {
            align(8);
            yield in.getDouble();
          }
          case 's' -> text(u32(), StandardCharsets.UTF_8);
          case 'o' -> new ObjectPath(text(u32(), StandardCharsets.UTF_8));
          case 'g' -> text(u8(), StandardCharsets.US_ASCII);
          case 'v' -> {
            String inside = text(u8(), StandardCharsets.US_ASCII);
            yield new Variant(inside, get(inside));
          }
          case '(' -> struct(Signature.inner(type));
          case 'a' -> array(type.substring(1));
          default -> throw new IOException("a D-Bus type that does not exist: " + type);
        };
    depth--;
    return value;
  }

  private String text(int bytes, Charset charset) throws IOException {
    String text = new String(bytes(bytes), charset);
    u8(); // The zero at its end.
    return text;
  }

  private List<Object> struct(List<String> types) throws IOException {
    align(8);
    List<Object> members = new ArrayList<>();
    for (String type : types) {
      members.add(get(type));
    }
    return members;
  }

  private Object array(String element) throws IOException {
    int length = u32();
    align(Signature.alignment(element));
    if (element.equals("y")) {
      return bytes(length);
    }
    check(length);
    int end = in.position() + length;
    return element.charAt(0) == '{' ? entries(Signature.inner(element), end) : items(element, end);
  }

  private Map<Object, Object> entries(List<String> types, int end) throws IOException {
    Map<Object, Object> map = new LinkedHashMap<>();
    while (in.position() < end) {
      List<Object> entry = struct(types);
      map.put(entry.getFirst(), entry.getLast());
    }
    return map;
  }

  private List<Object> items(String element, int end) throws IOException {
    List<Object> items = new ArrayList<>();
    while (in.position() < end) {
      items.add(get(element));
    }
    return items;
  }

  private byte[] bytes(int length) throws IOException {
    check(length);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private void check(int length) throws IOException {
    if (length < 0 || length > in.remaining()) {
      throw new IOException("a length in a D-Bus message that cannot be");
    }
  }
}
