package dev.a2a.bridge.keychain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.bridge.profile.PrivateJsonFile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// API keys in `credentials.json`, readable by their owner only (0600).
///
/// An entry belongs to one server's origin and one agent id: a profile whose server was edited
/// finds no key, so none is sent to a stranger.
public final class CredentialFile {
  private final Path path;
  private final PrivateJsonFile file;

  public CredentialFile(Home home) {
    this.path = home.credentialsFile();
    this.file = new PrivateJsonFile(path);
  }

  /// The key of that agent on that server, or empty.
  public Optional<ApiKey> find(Server server, String agentId) {
    return Optional.ofNullable(file.read().path("keys").path(server.origin()).get(agentId))
        .map(key -> ApiKey.parse(key.asText()));
  }

  /// Refuses if the file is there and cannot be read, in which case no key could be kept either.
  public void checkReadable() {
    file.read();
  }

  /// Keeps the key, then reads it back to be sure.
  public void put(Server server, String agentId, ApiKey key) throws IOException {
    file.change(root -> {
      ObjectNode keys = root.withObject("/keys");
      ObjectNode ofServer =
          keys.get(server.origin()) instanceof ObjectNode there
              ? there
              : keys.putObject(server.origin());
      ofServer.put(agentId, key.reveal());
    });
    boolean kept = find(server, agentId).map(k -> k.reveal().equals(key.reveal())).orElse(false);
    if (!kept) {
      throw new IOException("the key was written to " + path + " and is not there");
    }
  }

  /// Where the keys are, to be told to a person.
  public String place() {
    return path.toString();
  }
}
