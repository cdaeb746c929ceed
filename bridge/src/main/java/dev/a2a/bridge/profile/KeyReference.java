package dev.a2a.bridge.profile;

import java.util.List;

/// Where the key of a profile is. It holds no secret and stands in `config.json`.
public sealed interface KeyReference {

  Store store();

  /// In the keychain, under the binding of the profile.
  record InKeychain() implements KeyReference {
    @Override
    public Store store() {
      return Store.KEYCHAIN;
    }
  }

  /// In `credentials.json`, under the binding of the profile. So are the keys of profiles that say
  /// nothing about it.
  record InFile() implements KeyReference {
    @Override
    public Store store() {
      return Store.FILE;
    }
  }

  /// In a place that knows nothing of bindings. It was checked once for `account`, and is not
  /// looked at for another.
  sealed interface Elsewhere extends KeyReference {
    /// [Binding#account] of the key that is there; empty where nobody has looked yet.
    String account();

    /// The same place, for a key that was found to be of that binding.
    Elsewhere boundTo(Binding binding);
  }

  /// In a variable of the environment.
  record InVariable(String name, String account) implements Elsewhere {
    @Override
    public Store store() {
      return Store.ENV;
    }

    @Override
    public InVariable boundTo(Binding binding) {
      return new InVariable(name, binding.account());
    }
  }

  /// What a command prints: program and arguments, no shell.
  record FromCommand(List<String> command, String account) implements Elsewhere {
    public FromCommand {
      command = List.copyOf(command);
    }

    @Override
    public Store store() {
      return Store.EXEC;
    }

    @Override
    public FromCommand boundTo(Binding binding) {
      return new FromCommand(command, binding.account());
    }
  }

  /// In `$CREDENTIALS_DIRECTORY`, as systemd gives it to a service.
  record InCredential(String name, String account) implements Elsewhere {
    @Override
    public Store store() {
      return Store.CREDENTIAL;
    }

    @Override
    public InCredential boundTo(Binding binding) {
      return new InCredential(name, binding.account());
    }
  }
}
