package dev.a2a.bridge.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.bridge.host.Change;
import dev.a2a.bridge.host.ConfigFile;
import dev.a2a.bridge.host.Host;
import dev.a2a.bridge.host.Unusable;
import dev.a2a.bridge.profile.PrivateJsonFile;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// How the files of the hosts were before we changed them, in `setup.json` among our data. They may
/// hold secrets of others, so that file is for its owner only.
public final class Undo {
  private final PrivateJsonFile file;

  public Undo(Home home) {
    this.file = new PrivateJsonFile(home.data().resolve("setup.json"));
  }

  /// Was anything of this host changed by us?
  boolean knows(Host host) {
    return file.read().has(host.id());
  }

  /// Keeps how it was, and writes the change.
  public void write(Change change) throws IOException, Unusable {
    String id = change.host().id();
    JsonNode known = file.read().path(id);
    boolean oursUntouched =
        change.before().isPresent()
            && known.path("after").asText().equals(digest(change.before().get()))
            && known.path("file").asText().equals(change.host().file().toString());
    file.change(root -> {
      ObjectNode kept = oursUntouched ? root.withObjectProperty(id) : root.putObject(id);
      if (!oursUntouched) { // Else the first change is the one to undo.
        kept.put("file", change.host().file().toString());
        change.before().ifPresent(b -> kept.put("before", Base64.getEncoder().encodeToString(b)));
        kept.set("entry_before", change.entryBefore());
      }
      kept.put("after", digest(change.after().orElseThrow()));
      kept.set("entry", change.entry());
    });
    try {
      change.write();
    } catch (Unusable e) {
      file.change(root -> {
        root.remove(id);
        if (known.isObject()) {
          root.set(id, known);
        }
      });
      throw e;
    }
  }

  /// The way back: to the bytes from before if nobody wrote the file since, else to the entry from
  /// before if nobody changed that.
  Change back(Host host) throws Unusable {
    JsonNode kept = file.read().path(host.id());
    if (!kept.path("file").asText().equals(host.file().toString())) {
      throw new Unusable("setup changed another file, " + kept.path("file").asText());
    }
    ConfigFile there = new ConfigFile(host.file());
    there.writable();
    Optional<byte[]> now = there.bytes();
    JsonNode before = kept.path("entry_before");
    if (now.isPresent() && digest(now.get()).equals(kept.path("after").asText())) {
      Optional<byte[]> bytes =
          kept.has("before")
              ? Optional.of(Base64.getDecoder().decode(kept.path("before").asText()))
              : Optional.empty();
      return new Change(host, now, bytes, null, null);
    }
    return Change.takeBack(host, before.isObject() ? before : null, kept.path("entry"));
  }

  void forget(Host host) throws IOException {
    file.change(root -> root.remove(host.id()));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
