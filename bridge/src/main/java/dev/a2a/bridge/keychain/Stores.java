package dev.a2a.bridge.keychain;

import dev.a2a.bridge.profile.KeyReference;
import dev.a2a.bridge.profile.KeyReference.FromCommand;
import dev.a2a.bridge.profile.KeyReference.InCredential;
import dev.a2a.bridge.profile.KeyReference.InFile;
import dev.a2a.bridge.profile.KeyReference.InKeychain;
import dev.a2a.bridge.profile.KeyReference.InVariable;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The stores of this person on this machine. Making them touches none.
public final class Stores {
  private final Settings settings;
  private final Map<String, String> env;
  private final BooleanSupplier person;

  /// `person`: is somebody at a terminal, who can answer a prompt? Asked only where one is needed.
  public Stores(Settings settings, BooleanSupplier person) {
    this.settings = settings;
    this.env = settings.environment();
    this.person = person;
  }

  /// Where that reference leads to.
  public SecretSource source(KeyReference reference) {
    return switch (reference) {
      case InKeychain _ -> Keychain.of(env, person);
      case InFile _ -> new CredentialFile(settings.home());
      case InVariable variable -> new Variable(variable.name(), env);
      case InCredential credential -> new ServiceCredential(credential.name(), env);
      case FromCommand exec -> new CommandOutput(exec.command(), env, CommandOutput.LIMIT);
    };
  }

  /// A store that can keep keys; refuses those that are only read.
  public SecretStore store(Store store) {
    return store(reference(store)).orElseThrow();
  }

  /// The same store, if it is one that can keep and remove.
  public Optional<SecretStore> store(KeyReference reference) {
    return source(reference) instanceof SecretStore store ? Optional.of(store) : Optional.empty();
  }

  /// How a profile refers to a key that is kept there.
  static KeyReference reference(Store store) {
    return switch (store) {
      case KEYCHAIN -> new InKeychain();
      case FILE -> new InFile();
      case ENV, EXEC, CREDENTIAL ->
          throw new Refusal(
              new Problem.BadUsage(
                  "No key can be put into the store \""
                      + store.word()
                      + "\", which is only read. Keep a new key with --store keychain or --store"
                      + " file; `a2a login --store "
                      + store.word()
                      + "` is for one that is there."));
    };
  }
}
