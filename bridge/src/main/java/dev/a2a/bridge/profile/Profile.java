package dev.a2a.bridge.profile;

/// A named local identity: an agent on a server. Its key is kept elsewhere, for that server and
/// that agent only.
public record Profile(
    String name, Server server, String agentId, String agentName, KeyReference key) {

  /// One whose key is in the file.
  public Profile(String name, Server server, String agentId, String agentName) {
    this(name, server, agentId, agentName, new KeyReference.InFile());
  }

  /// The same agent, with its key in another place.
  public Profile with(KeyReference place) {
    return new Profile(name, server, agentId, agentName, place);
  }
}
