package dev.a2a.bridge.profile;

/// What a key was made for: one agent in one place. A key is found under its binding or not at all,
/// so whoever edits the server of a profile gets no key with it.
///
/// A place is the origin of a server; of the person's own daemon it is the store, wherever that
/// listens.
public record Binding(String place, String agentId) {

  /// The binding of the key of a profile.
  public static Binding of(Profile profile) {
    return of(profile.server(), profile.agentId());
  }

  public static Binding of(Server server, String agentId) {
    return new Binding(server.origin(), agentId);
  }

  /// Its name in stores that have one name an entry, such as
  /// `https://mail.example.com#a2a_0123456789abcdef#api-key`.
  public String account() {
    return place + "#" + agentId + "#api-key";
  }
}
