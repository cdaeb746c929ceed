package dev.a2a.bridge.keychain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import dev.a2a.bridge.profile.PrivateJsonFile;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// API keys in `credentials.json`, readable by their owner only (0600), and not encrypted.
///
/// A file that others may read is refused: what is in it may be known already.
public final class CredentialFile implements SecretStore {
  private static final Set<PosixFilePermission> OWNERS =
      Set.copyOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final Path path;
  private final PrivateJsonFile file;

  public CredentialFile(Home home) {
    this.path = home.credentialsFile();
    this.file = new PrivateJsonFile(path);
  }

  @Override
  public Lookup find(Binding binding) {
    JsonNode secret = read().path("keys").path(binding.place()).path(binding.agentId());
    return secret.isTextual() ? new Lookup.Found(secret.asText()) : new Lookup.None();
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    checkClosed();
    try {
      file.change(root -> {
        ObjectNode keys = root.withObject("/keys");
        ObjectNode there =
            keys.get(binding.place()) instanceof ObjectNode known
                ? known
                : keys.putObject(binding.place());
        there.put(binding.agentId(), secret);
      });
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (!find(binding).equals(new Lookup.Found(secret))) {
      throw failure("what was written to it is not there");
    }
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    if (find(binding) instanceof Lookup.None) {
      return false;
    }
    try {
      file.change(root -> {
        if (root.path("keys").get(binding.place()) instanceof ObjectNode there) {
          there.remove(binding.agentId());
        }
      });
      return true;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Refuses a file that cannot be read; writing it is not tried.
  @Override
  public void probe() {
    read();
  }

  @Override
  public String place() {
    return path.toString();
  }

  private ObjectNode read() {
    checkClosed();
    return file.read();
  }

  private void checkClosed() {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null || !Files.exists(path)) {
      return;
    }
    try {
      if (!OWNERS.containsAll(view.readAttributes().permissions())) {
        throw new Refusal(
            new Problem.UnreadableConfig(
                path.toString(),
                "others on this machine may read it; run `chmod 600` on it, and get new keys if"
                    + " others could"));
      }
    } catch (IOException _) {
      throw new Refusal(new Problem.UnreadableConfig(path.toString(), "it cannot be looked at"));
    }
  }

  private StoreFailure unwritable(IOException e) {
    return failure("it could not be written (" + e.getClass().getSimpleName() + ")");
  }

  private StoreFailure failure(String why) {
    return new StoreFailure(new Trouble(Kind.UNAVAILABLE, "The file " + path, why));
  }
}
