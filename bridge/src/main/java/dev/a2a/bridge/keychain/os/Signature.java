package dev.a2a.bridge.keychain.os;

import java.util.ArrayList;
import java.util.List;

/// Takes D-Bus signatures apart.
final class Signature {
  private Signature() {}

  /// The complete types in a row, such as `a{sv}`, `(oayays)`, `b`.
  static List<String> types(String signature) {
    List<String> types = new ArrayList<>();
    for (int i = 0; i < signature.length(); ) {
      int end = end(signature, i);
      types.add(signature.substring(i, end));
      i = end;
    }
    return types;
  }

  /// What is inside the first and the last character: of a struct its members, of a dictionary's
  /// entry key and value.
  static List<String> inner(String type) {
    return types(type.substring(1, type.length() - 1));
  }

  /// Bytes to which a value of that type is aligned.
  static int alignment(String type) {
    return switch (type.charAt(0)) {
      case 'y', 'g', 'v' -> 1;
      case 'n', 'q' -> 2;
      case 'x', 't', 'd', '(', '{' -> 8;
      default -> 4;
    };
  }

  private static int end(String signature, int start) {
    return switch (signature.charAt(start)) {
      case 'a' -> end(signature, start + 1);
      case '(' -> closed(signature, start + 1, ')');
      case '{' -> closed(signature, start + 1, '}');
      default -> start + 1;
    };
  }

  private static int closed(String signature, int start, char close) {
    int i = start;
    while (signature.charAt(i) != close) {
      i = end(signature, i);
    }
    return i + 1;
  }
}
