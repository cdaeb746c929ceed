package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.Bus;
import dev.a2a.bridge.keychain.os.BusError;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The keychain of a Linux desktop: the Secret Service API 0.2 of freedesktop.org, as GNOME
/// Keyring, KWallet, KeePassXC and others serve it on the session bus.
///
/// The session is "plain", so a secret crosses the bus, which is this user's own, as it is. A
/// prompt is shown only where a person waits at a terminal with a display; anybody else is told
/// LOCKED.
final class SecretService implements SecretStore {
  private static final String NAME = "The keychain";

  private final Path socket;
  private final BooleanSupplier person;
  private final Patience patience;

  /// `person`: is somebody there who can answer a prompt?
  SecretService(Path socket, BooleanSupplier person, Patience patience) {
    this.socket = socket;
    this.person = person;
    this.patience = patience;
  }

  private interface Operation<T> {
    T run(Conversation conversation) throws IOException, StoreFailure;
  }

  @Override
  public Lookup find(Binding binding) {
    try {
      Optional<byte[]> secret = within(conversation -> conversation.secret(binding));
      return secret.isPresent()
          ? new Lookup.Found(new String(secret.get(), StandardCharsets.UTF_8))
          : new Lookup.None();
    } catch (StoreFailure e) {
      return new Lookup.Failed(e.trouble());
    }
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    boolean kept =
        within(conversation -> {
          conversation.keep(binding, secret.getBytes(StandardCharsets.UTF_8));
          return conversation
              .secret(binding)
              .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
              .filter(secret::equals)
              .isPresent();
        });
    if (!kept) {
      throw failure(Kind.UNAVAILABLE, "it did not keep what it was given");
    }
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    return within(conversation -> conversation.delete(binding));
  }

  @Override
  public String place() {
    return "the keychain (Secret Service)";
  }

  private <T> T within(Operation<T> operation) throws StoreFailure {
    try (Bus bus = Bus.connect(socket, Deadline.in(patience.operation()))) {
      return operation.run(new Conversation(bus, person, patience));
    } catch (Deadline.Passed _) {
      throw failure(
          Kind.TIMEOUT,
          "it did not answer within " + patience.operation().toSeconds() + " seconds");
    } catch (BusError e) {
      throw failure(kind(e), "it answered " + e.name());
    } catch (IOException _) {
      throw failure(Kind.UNAVAILABLE, "nobody talks to us on the session bus at " + socket);
    }
  }

  private static Kind kind(BusError e) {
    return switch (e.name()) {
      case "org.freedesktop.Secret.Error.IsLocked" -> Kind.LOCKED;
      case "org.freedesktop.DBus.Error.AccessDenied" -> Kind.DENIED;
      case "org.freedesktop.DBus.Error.NoReply",
          "org.freedesktop.DBus.Error.Timeout",
          "org.freedesktop.DBus.Error.TimedOut" ->
          Kind.TIMEOUT;
      default -> Kind.UNAVAILABLE;
    };
  }

  static StoreFailure failure(Kind kind, String why) {
    return new StoreFailure(new Trouble(kind, NAME, why));
  }
}
