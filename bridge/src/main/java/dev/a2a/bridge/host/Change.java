package dev.a2a.bridge.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How our entry in a host's file is to change. Nothing is written before [#write].
///
/// `before` and `after` are the whole file, empty for no file; `entryBefore` and `entry` our entry
/// alone.
public record Change(
    Host host,
    Optional<byte[]> before,
    Optional<byte[]> after,
    @Nullable JsonNode entryBefore,
    @Nullable JsonNode entry) {

  /// The entry that starts this bridge. What else its owner has in the entry stays. Refused where
  /// the host starts a bridge under another name, or another server under ours.
  public static Change add(Host host, Command bridge) throws Unusable {
    ConfigFile file = new ConfigFile(host.file());
    file.writable();
    Optional<byte[]> before = file.bytes();
    Document document = host.format().parse(before.orElse(new byte[0]));
    Reading reading = host.read();
    boolean there = reading.ours().isPresent();
    if (there && !reading.ours().get().command().bridge()) {
      throw new Unusable("it has another server with the name \"a2a\"; rename that one");
    }
    if (!there && !reading.bridges().isEmpty()) {
      throw new Unusable(
          "it has a bridge under the name \""
              + reading.bridges().getFirst().name()
              + "\" already; remove that, or keep it");
    }
    ObjectNode members = there ? host.shape().start(bridge) : host.shape().write(bridge);
    return of(host, before, document, document.with(host.path(), members));
  }

  /// The entry as it was `before` somebody put `entry` there, or none; refused if another one is
  /// there now. The rest of the file stays.
  public static Change takeBack(Host host, @Nullable JsonNode before, JsonNode entry)
      throws Unusable {
    Optional<byte[]> now = new ConfigFile(host.file()).bytes();
    Document document = host.format().parse(now.orElse(new byte[0]));
    JsonNode there = document.at(host.path());
    if (!there.equals(entry)) {
      throw new Unusable("the entry was changed or removed since; change it by hand");
    }
    String text =
        before instanceof ObjectNode members
            ? document.with(host.path(), members)
            : document.without(host.path());
    return of(host, now, document, text);
  }

  private static Change of(Host host, Optional<byte[]> before, Document now, String text)
      throws Unusable {
    byte[] after = text.getBytes(StandardCharsets.UTF_8);
    return new Change(
        host, before, Optional.of(after), at(host, now), at(host, host.format().parse(text)));
  }

  private static @Nullable JsonNode at(Host host, Document document) {
    JsonNode entry = document.at(host.path());
    return entry.isMissingNode() ? null : entry;
  }

  /// Is it as it should be already?
  public boolean nothing() {
    return Arrays.equals(before.orElse(null), after.orElse(null));
  }

  /// Writes it, if the file is still as it was read.
  public void write() throws Unusable {
    ConfigFile file = new ConfigFile(host.file());
    if (after.isPresent()) {
      file.replace(before, after.get());
    } else if (before.isPresent()) {
      file.remove(before.get());
    }
  }
}
