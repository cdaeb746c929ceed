package dev.a2a.daemon;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.secret.ServerKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The file of the server key: made at the first start, needed at every one after it.
final class ServerKeyFile {
  private ServerKeyFile() {}

  /// The key for this database. Refuses when the database was used with another one, or with one
  /// that is gone: a new key would make all its mail look damaged.
  static ServerKey open(Path file, Database database, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      if (ServerKey.isNeededBy(database)) {
        throw new Refusal(new Problem.ServerKeyMissing(file.toString()));
      }
      PrivateFiles.writeDurably(file, ServerKey.random(random).reveal());
    }
    ServerKey key =
        ServerKey.read(Files.readString(file))
            .orElseThrow(() ->
                new Refusal(new Problem.UnusableFile(file.toString(), "it holds no server key")));
    if (!key.belongsTo(database)) {
      throw new Refusal(new Problem.WrongServerKey(file.toString()));
    }
    return key;
  }
}
