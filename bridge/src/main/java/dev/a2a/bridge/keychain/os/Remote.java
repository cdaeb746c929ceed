package dev.a2a.bridge.keychain.os;

/// An interface of an object of a service on a bus: what a call is addressed to.
public record Remote(String service, ObjectPath path, String interfaceName) {
  /// The bus itself.
  public static final Remote BUS =
      new Remote(
          "org.freedesktop.DBus", new ObjectPath("/org/freedesktop/DBus"), "org.freedesktop.DBus");
}
