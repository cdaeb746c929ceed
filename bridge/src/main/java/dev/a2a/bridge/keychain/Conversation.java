package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.Bus;
import dev.a2a.bridge.keychain.os.BusError;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.keychain.os.ObjectPath;
import dev.a2a.bridge.keychain.os.Remote;
import dev.a2a.bridge.keychain.os.Variant;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One operation's talk with the Secret Service. For use by one thread.
final class Conversation {
  private static final String SERVICE = "org.freedesktop.secrets";
  private static final String API = "org.freedesktop.Secret.";
  private static final Remote ROOT = remote("/org/freedesktop/secrets", "Service");
  private static final byte[] NO_PARAMETERS = {};

  private final Bus bus;
  private final BooleanSupplier person;
  private final Patience patience;
  private @Nullable ObjectPath session;

  Conversation(Bus bus, BooleanSupplier person, Patience patience)
      throws IOException, StoreFailure {
    this.bus = bus;
    this.person = person;
    this.patience = patience;
    boolean there = (Boolean) bus.call(Remote.BUS, "NameHasOwner", "s", SERVICE).getFirst();
    if (!there && !activatable()) {
      throw SecretService.failure(
          Kind.UNAVAILABLE, "nothing on the session bus provides " + SERVICE);
    }
  }

  Optional<byte[]> secret(Binding binding) throws IOException, StoreFailure {
    Optional<ObjectPath> item = item(binding);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    List<?> secret = (List<?>) bus.call(item(item.get()), "GetSecret", "o", session()).getFirst();
    return Optional.of((byte[]) secret.get(2));
  }

  void keep(Binding binding, byte[] secret) throws IOException, StoreFailure {
    ObjectPath collection = collection();
    if (locked(collection)) {
      unlock(collection);
    }
    Map<String, Variant> properties = new LinkedHashMap<>();
    properties.put(API + "Item.Label", new Variant("s", "a2a: " + binding.account()));
    properties.put(API + "Item.Attributes", new Variant("a{ss}", attributes(binding)));
    List<Object> made =
        bus.call(
            remote(collection.path(), "Collection"),
            "CreateItem",
            "a{sv}(oayays)b",
            properties,
            List.of(session(), NO_PARAMETERS, secret, "text/plain"),
            true);
    prompt((ObjectPath) made.get(1), "it wants a person to confirm");
  }

  boolean delete(Binding binding) throws IOException, StoreFailure {
    Optional<ObjectPath> item = item(binding);
    if (item.isPresent()) {
      Object prompt = bus.call(item(item.get()), "Delete", "").getFirst();
      prompt((ObjectPath) prompt, "it wants a person to confirm");
    }
    return item.isPresent();
  }

  /// The item, unlocked. Where nothing is found in a keychain that is locked, nobody could look.
  private Optional<ObjectPath> item(Binding binding) throws IOException, StoreFailure {
    List<Object> found = bus.call(ROOT, "SearchItems", "a{ss}", attributes(binding));
    List<?> open = (List<?>) found.get(0);
    List<?> locked = (List<?>) found.get(1);
    if (!open.isEmpty()) {
      return Optional.of((ObjectPath) open.getFirst());
    }
    if (!locked.isEmpty()) {
      ObjectPath item = (ObjectPath) locked.getFirst();
      unlock(item);
      return Optional.of(item);
    }
    ObjectPath collection = alias();
    if (collection.equals(ObjectPath.NONE) || !locked(collection)) {
      return Optional.empty();
    }
    unlock(collection);
    List<?> now = (List<?>) bus.call(ROOT, "SearchItems", "a{ss}", attributes(binding)).getFirst();
    return now.stream().map(ObjectPath.class::cast).findFirst();
  }

  private ObjectPath collection() throws IOException, StoreFailure {
    ObjectPath there = alias();
    if (!there.equals(ObjectPath.NONE)) {
      return there;
    }
    if (!mayPrompt()) {
      throw SecretService.failure(Kind.UNAVAILABLE, "it has no default collection yet");
    }
    Map<String, Variant> label = Map.of(API + "Collection.Label", new Variant("s", "Login"));
    List<Object> made = bus.call(ROOT, "CreateCollection", "a{sv}s", label, "default");
    prompt((ObjectPath) made.get(1), "it has no default collection yet");
    ObjectPath now = alias();
    if (now.equals(ObjectPath.NONE)) {
      throw SecretService.failure(Kind.UNAVAILABLE, "it has no default collection");
    }
    return now;
  }

  private void unlock(ObjectPath object) throws IOException, StoreFailure {
    List<Object> answer = bus.call(ROOT, "Unlock", "ao", List.of(object));
    if (!((List<?>) answer.getFirst()).contains(object)) {
      prompt((ObjectPath) answer.get(1), "nobody has unlocked it in this session");
    }
  }

  private void prompt(ObjectPath prompt, String why) throws IOException, StoreFailure {
    if (prompt.equals(ObjectPath.NONE)) {
      return;
    }
    Remote remote = remote(prompt.path(), "Prompt");
    if (!mayPrompt()) {
      dismiss(remote);
      throw SecretService.failure(Kind.LOCKED, why);
    }
    bus.call(
        Remote.BUS,
        "AddMatch",
        "s",
        "type='signal',interface='" + API + "Prompt',path='" + prompt + "'");
    bus.call(remote, "Prompt", "s", "");
    bus.until(Deadline.in(patience.prompt()));
    boolean dismissed = (Boolean) completed(prompt, why).getFirst();
    if (dismissed) {
      throw SecretService.failure(Kind.LOCKED, why + ", and its prompt was dismissed");
    }
    bus.until(Deadline.in(patience.operation()));
  }

  private List<Object> completed(ObjectPath prompt, String why) throws IOException, StoreFailure {
    try {
      return bus.signal(prompt, "Completed").body();
    } catch (Deadline.Passed _) {
      throw SecretService.failure(Kind.LOCKED, why + ", and nobody answered its prompt");
    }
  }

  private void dismiss(Remote prompt) throws IOException {
    try {
      bus.call(prompt, "Dismiss", "");
    } catch (BusError _) {
      // It is gone already.
    }
  }

  private boolean mayPrompt() {
    return person.getAsBoolean();
  }

  private boolean activatable() throws IOException {
    return ((List<?>) bus.call(Remote.BUS, "ListActivatableNames", "").getFirst())
        .contains(SERVICE);
  }

  private ObjectPath alias() throws IOException {
    return (ObjectPath) bus.call(ROOT, "ReadAlias", "s", "default").getFirst();
  }

  private boolean locked(ObjectPath collection) throws IOException {
    Remote properties = new Remote(SERVICE, collection, "org.freedesktop.DBus.Properties");
    Object locked = bus.call(properties, "Get", "ss", API + "Collection", "Locked").getFirst();
    return (Boolean) ((Variant) locked).value();
  }

  private ObjectPath session() throws IOException {
    ObjectPath known = session;
    if (known == null) {
      known =
          (ObjectPath) bus.call(ROOT, "OpenSession", "sv", "plain", new Variant("s", "")).get(1);
      session = known;
    }
    return known;
  }

  private static Map<String, String> attributes(Binding binding) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service", Keychain.SERVICE);
    attributes.put("account", binding.account());
    return attributes;
  }

  private static Remote item(ObjectPath path) {
    return remote(path.path(), "Item");
  }

  private static Remote remote(String path, String interfaceName) {
    return new Remote(SERVICE, new ObjectPath(path), API + interfaceName);
  }
}
