package dev.a2a.daemon;

import dev.a2a.shared.api.OperatorKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Where the operator's key is: a file of its own, not the database, so that a copy of the mail
/// gives nobody the daemon.
final class OperatorKeyFile {
  private OperatorKeyFile() {}

  /// The key in the file, made if there is none. Whoever removes the file gets another key at the
  /// next start.
  static OperatorKey ensure(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, OperatorKey.random(random).reveal() + "\n");
    }
    try {
      return OperatorKey.parse(Files.readString(file).strip());
    } catch (Refusal _) {
      throw new Refusal(
          new Problem.UnusableFile(
              file.toString(), "it holds no operator's key; remove it to get a new one"));
    }
  }
}
