package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.BusAddress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Chooses what this operating system has for secrets. Nothing is asked of it yet.
final class Keychain {
  /// The service under which entries stand, in every keychain.
  static final String SERVICE = "a2a";

  private Keychain() {}

  /// `person`: is somebody there who can answer a prompt?
  static SecretStore of(Map<String, String> env, BooleanSupplier person) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return new WindowsCredentials();
    }
    if (system.startsWith("mac")) {
      return new MacKeychain(Path.of("/usr/bin/security"), env, Patience.USUAL);
    }
    return onSessionBus(env, () -> hasDisplay(env) && person.getAsBoolean());
  }

  private static SecretStore onSessionBus(Map<String, String> env, BooleanSupplier person) {
    BusAddress address = BusAddress.of(env);
    if (address instanceof BusAddress.Socket(Path socket)) { // Sooner than the first switch.
      return new SecretService(socket, person, Patience.USUAL);
    }
    return switch (address) {
      case BusAddress.Socket socket -> new SecretService(socket.path(), person, Patience.USUAL);
      case BusAddress.OutOfReach _ when onPath("secret-tool", env) ->
          new SecretTool(env, person, Patience.USUAL);
      case BusAddress.OutOfReach _ ->
          unavailable(
              "the session bus is at an address that cannot be used without `secret-tool`, which"
                  + " is not installed (package libsecret-tools)");
      case BusAddress.None _ ->
          unavailable(
              "there is no session bus: DBUS_SESSION_BUS_ADDRESS is not set and"
                  + " $XDG_RUNTIME_DIR/bus does not exist");
    };
  }

  private static SecretStore unavailable(String why) {
    return new NoKeychain(new Trouble(Kind.UNAVAILABLE, "The keychain", why));
  }

  private static boolean hasDisplay(Map<String, String> env) {
    return List.of("DISPLAY", "WAYLAND_DISPLAY").stream()
        .anyMatch(name -> !env.getOrDefault(name, "").isEmpty());
  }

  private static boolean onPath(String program, Map<String, String> env) {
    return List.of(env.getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
        .filter(folder -> new File(folder).isAbsolute())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
