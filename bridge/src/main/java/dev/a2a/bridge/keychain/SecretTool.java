package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.Child;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// The Secret Service through `secret-tool` of libsecret, where the session bus is at an abstract
/// address, which Java cannot connect to.
///
/// `secret-tool search` is used for reading: `lookup` cannot tell a locked entry from none, and
/// prompts. Keeping and removing prompt where the keychain is locked, so they are left to a person.
final class SecretTool implements SecretStore {
  private static final String NAME = "The keychain";
  private static final String SECRET = "secret = ";

  private final Map<String, String> env;
  private final BooleanSupplier person;
  private final Patience patience;

  SecretTool(Map<String, String> env, BooleanSupplier person, Patience patience) {
    this.env = env;
    this.person = person;
    this.patience = patience;
  }

  @Override
  public Lookup find(Binding binding) {
    try {
      return find(binding, Deadline.in(patience.operation()));
    } catch (StoreFailure e) {
      return new Lookup.Failed(e.trouble());
    }
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    Deadline deadline = attended();
    Child.Ended stored =
        run(secret, deadline, binding, "store", "--label=a2a: " + binding.account());
    if (stored.status() != 0) {
      throw failure(Kind.LOCKED, "`secret-tool store` ended with status " + stored.status());
    }
    if (!find(binding, deadline).equals(new Lookup.Found(secret))) {
      throw failure(Kind.UNAVAILABLE, "it did not keep what it was given");
    }
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    Deadline deadline = attended();
    if (find(binding, deadline) instanceof Lookup.None) {
      return false;
    }
    Child.Ended cleared = run("", deadline, binding, "clear");
    if (cleared.status() != 0) {
      throw failure(Kind.LOCKED, "`secret-tool clear` ended with status " + cleared.status());
    }
    return true;
  }

  @Override
  public String place() {
    return "the keychain (Secret Service, through secret-tool)";
  }

  private Lookup find(Binding binding, Deadline deadline) throws StoreFailure {
    Child.Ended found = run("", deadline, binding, "search");
    if (found.out().isBlank()) {
      if (found.status() == 0 || found.err().isBlank()) {
        return new Lookup.None();
      }
      throw failure(Kind.UNAVAILABLE, "`secret-tool search` ended with status " + found.status());
    }
    return found
        .out()
        .lines()
        .filter(line -> line.startsWith(SECRET))
        .<Lookup>map(line -> new Lookup.Found(line.substring(SECRET.length())))
        .findFirst()
        .orElseThrow(() -> failure(Kind.LOCKED, "nobody has unlocked it in this session"));
  }

  private Deadline attended() throws StoreFailure {
    if (!person.getAsBoolean()) {
      throw failure(
          Kind.LOCKED, "through `secret-tool` it may prompt, and nobody is there to answer");
    }
    return Deadline.in(patience.prompt());
  }

  private Child.Ended run(
      String input, Deadline deadline, Binding binding, String verb, String... options)
      throws StoreFailure {
    List<String> command = new ArrayList<>(List.of("secret-tool", verb));
    command.addAll(List.of(options));
    command.addAll(List.of("service", Keychain.SERVICE, "account", binding.account()));
    try {
      return new Child(command, env).run(input, deadline);
    } catch (Deadline.Passed _) {
      throw failure(Kind.TIMEOUT, "`secret-tool` did not end in time");
    } catch (IOException _) {
      throw failure(Kind.UNAVAILABLE, "`secret-tool` cannot be run");
    }
  }

  private static StoreFailure failure(Kind kind, String why) {
    return new StoreFailure(new Trouble(kind, NAME, why));
  }
}
