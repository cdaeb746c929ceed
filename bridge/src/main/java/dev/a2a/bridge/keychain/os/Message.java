package dev.a2a.bridge.keychain.os;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One D-Bus message. `serial` is its sender's number for it; `body` has one value for each
/// complete type of the signature.
public record Message(
    Type type, int serial, Map<Field, Object> fields, String signature, List<Object> body) {

  /// What it is.
  public enum Type {
    CALL(1),
    ANSWER(2),
    ERROR(3),
    SIGNAL(4);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  /// A field of the header.
  public enum Field {
    PATH(1, "o"),
    INTERFACE(2, "s"),
    MEMBER(3, "s"),
    ERROR_NAME(4, "s"),
    REPLY_SERIAL(5, "u"),
    DESTINATION(6, "s"),
    SENDER(7, "s"),
    SIGNATURE(8, "g");

    private final int number;
    private final String type;

    Field(int number, String type) {
      this.number = number;
      this.type = type;
    }
  }

  /// Longer messages are refused: a secret is short.
  static final long BYTES_MAX = 1L << 22;

  /// Bytes that say how long the whole is.
  static final int PROLOGUE = 16;

  /// The text of a field; empty where there is none.
  public String text(Field field) {
    return fields.getOrDefault(field, "").toString();
  }

  /// The call that it answers, or 0.
  public int replySerial() {
    return fields.get(Field.REPLY_SERIAL) instanceof Integer serial ? serial : 0;
  }

  /// The wire format, little-endian.
  public byte[] encode() {
    Encoder values = new Encoder();
    List<String> types = Signature.types(signature);
    for (int i = 0; i < types.size(); i++) {
      values.put(types.get(i), body.get(i));
    }
    byte[] content = values.bytes();
    List<Object> header = new ArrayList<>();
    for (Map.Entry<Field, Object> field : fields.entrySet()) {
      header.add(entry(field.getKey(), field.getValue()));
    }
    if (!signature.isEmpty()) {
      header.add(entry(Field.SIGNATURE, signature));
    }
    Encoder whole = new Encoder();
    whole.u8('l');
    whole.u8(type.number);
    whole.u8(0);
    whole.u8(1);
    whole.u32(content.length);
    whole.u32(serial);
    whole.put("a(yv)", header);
    whole.align(8);
    whole.raw(content);
    return whole.bytes();
  }

  /// Length of the message that begins with these bytes, which must be [#PROLOGUE] or more.
  static int length(ByteBuffer start) throws IOException {
    ByteBuffer in = start.duplicate().order(order(start.get(start.position())));
    long content = Integer.toUnsignedLong(in.getInt(in.position() + 4));
    long header = Integer.toUnsignedLong(in.getInt(in.position() + 12));
    long total = ((PROLOGUE + header + 7) & ~7L) + content;
    if (total > BYTES_MAX) {
      throw new IOException("a D-Bus message of " + total + " bytes");
    }
    return (int) total;
  }

  /// Reads one whole message.
  public static Message decode(byte[] bytes) throws IOException {
    try {
      Decoder in = new Decoder(ByteBuffer.wrap(bytes).order(order(bytes[0])));
      in.u8();
      Type type = type(in.u8());
      in.u8();
      in.u8();
      in.u32();
      int serial = in.u32();
      Map<Field, Object> fields = fields((List<?>) in.get("a(yv)"));
      in.align(8);
      String signature = fields.getOrDefault(Field.SIGNATURE, "").toString();
      fields.remove(Field.SIGNATURE);
      List<Object> body = new ArrayList<>();
      for (String part : Signature.types(signature)) {
        body.add(in.get(part));
      }
      return new Message(type, serial, fields, signature, body);
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("not a D-Bus message", e);
    }
  }

  private static Type type(int number) throws IOException {
    for (Type type : Type.values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new IOException("a D-Bus message of a kind that does not exist");
  }

  private static Map<Field, Object> fields(List<?> header) {
    Map<Field, Object> fields = new EnumMap<>(Field.class);
    for (Object entry : header) {
      List<?> parts = (List<?>) entry;
      int number = (Byte) parts.getFirst();
      for (Field field : Field.values()) { // Fields of other numbers are to be ignored.
        if (field.number == number) {
          fields.put(field, ((Variant) parts.getLast()).value());
        }
      }
    }
    return fields;
  }

  private static List<Object> entry(Field field, Object value) {
    return List.of((byte) field.number, new Variant(field.type, value));
  }

  private static ByteOrder order(byte mark) {
    return mark == 'l' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }
}
