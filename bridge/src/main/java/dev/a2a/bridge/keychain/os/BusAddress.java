package dev.a2a.bridge.keychain.os;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/// Where the session bus is, as the environment says. None is ever started.
public sealed interface BusAddress {
  /// A socket in the file system.
  record Socket(Path path) implements BusAddress {}

  /// There is one, at an address that Java cannot connect to, such as an abstract socket.
  record OutOfReach(String address) implements BusAddress {}

  /// There is none.
  record None() implements BusAddress {}

  /// `DBUS_SESSION_BUS_ADDRESS`, else `$XDG_RUNTIME_DIR/bus`.
  static BusAddress of(Map<String, String> env) {
    String given = env.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
    try {
      if (!given.isBlank()) {
        return parse(given);
      }
      String runtime = env.getOrDefault("XDG_RUNTIME_DIR", "");
      Path usual = Path.of(runtime, "bus");
      return !runtime.isBlank() && Files.exists(usual) ? new Socket(usual) : new None();
    } catch (InvalidPathException _) {
      return new OutOfReach(given);
    }
  }

  private static BusAddress parse(String addresses) {
    for (String address : addresses.split(";", -1)) {
      for (String part : address.replaceFirst("^unix:", "").split(",", -1)) {
        if (address.startsWith("unix:") && part.startsWith("path=")) {
          return new Socket(Path.of(unescaped(part.substring("path=".length()))));
        }
      }
    }
    return new OutOfReach(addresses);
  }

  private static String unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%' && i + 2 < text.length()) {
        bytes.write(
            Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16));
        i += 2;
      } else {
        bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
