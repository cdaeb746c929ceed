package dev.a2a.bridge.host;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a host's file says: the servers in it, in their order.
///
/// `broken` completes "The file cannot be used: …" and is there if it does not parse or cannot be
/// read; then there are no entries. `ignored` are files that the host does not read for servers,
/// and in which a bridge stands all the same.
public record Reading(
    Host host, boolean exists, Optional<String> broken, List<Entry> entries, List<Path> ignored) {

  /// The entry under our name, whatever it starts.
  public Optional<Entry> ours() {
    return entries.stream().filter(entry -> entry.name().equals(Host.ENTRY)).findFirst();
  }

  /// The entries that start a bridge; more than one gives an agent every tool twice.
  public List<Entry> bridges() {
    return entries.stream().filter(entry -> entry.command().bridge()).toList();
  }

  /// The entries in which an API key stands.
  public List<Entry> secrets() {
    return entries.stream().filter(Entry::secret).toList();
  }

  static Reading of(Host host) {
    List<Path> ignored = host.ignored().stream().filter(Reading::namesBridge).toList();
    ConfigFile file = new ConfigFile(host.file());
    try {
      Optional<byte[]> bytes = file.bytes();
      List<Entry> entries = new ArrayList<>();
      if (bytes.isPresent()) {
        Document document = host.format().parse(bytes.get());
        JsonNode servers = document.at(host.servers());
        servers.properties().forEach(one -> entries.add(entry(host, one.getKey(), one.getValue())));
      }
      return new Reading(host, bytes.isPresent(), Optional.empty(), entries, ignored);
    } catch (Unusable e) {
      return new Reading(host, true, Optional.of(e.why()), List.of(), ignored);
    }
  }

  private static Entry entry(Host host, String name, JsonNode entry) {
    return new Entry(name, host.shape().read(entry), entry.toString().contains("a2a_sk_"));
  }

  private static boolean namesBridge(Path file) {
    try {
      return Files.exists(file) && Files.readString(file).contains("a2a-bridge");
    } catch (IOException _) {
      return false; // Not read by the host, and not by us.
    }
  }
}
