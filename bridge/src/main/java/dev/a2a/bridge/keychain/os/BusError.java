package dev.a2a.bridge.keychain.os;

import java.io.IOException;

/// The other side, or the bus itself, answered with an error.
public final class BusError extends IOException {
  private static final long serialVersionUID = 1;

  private final String name;

  BusError(String name) {
    super(name);
    this.name = name;
  }

  /// Such as `org.freedesktop.DBus.Error.ServiceUnknown`.
  public String name() {
    return name;
  }
}
