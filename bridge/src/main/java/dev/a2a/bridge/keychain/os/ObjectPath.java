package dev.a2a.bridge.keychain.os;

/// The name of an object of a service, such as `/org/freedesktop/secrets`.
public record ObjectPath(String path) {
  /// What services answer where they mean "none".
  public static final ObjectPath NONE = new ObjectPath("/");

  @Override
  public String toString() {
    return path;
  }
}
