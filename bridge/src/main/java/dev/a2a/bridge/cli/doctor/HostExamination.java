package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.setup.Undo;
import dev.a2a.bridge.host.BridgePath;
import dev.a2a.bridge.host.Change;
import dev.a2a.bridge.host.Command;
import dev.a2a.bridge.host.Entry;
import dev.a2a.bridge.host.Host;
import dev.a2a.bridge.host.Hosts;
import dev.a2a.bridge.host.Machine;
import dev.a2a.bridge.host.Reading;
import dev.a2a.bridge.host.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Does each host that is installed here start our bridge, once, and hold no key?
record HostExamination(Machine machine, Optional<Path> bin, Supplier<Undo> undo)
    implements Examination {
  @Override
  public String check() {
    return "host";
  }

  @Override
  public List<Finding> findings() {
    List<Finding> found = new ArrayList<>();
    new Hosts(machine).installed().forEach(host -> found.addAll(look(host)));
    return found.isEmpty()
        ? List.of(Finding.note(check(), "No program that runs agents was found.", null))
        : found;
  }

  private List<Finding> look(Host host) {
    Reading reading = host.read();
    List<Finding> found = new ArrayList<>();
    reading
        .broken()
        .ifPresent(why ->
            found.add(wrong(host, host.file() + " cannot be used: " + why + ".", "Correct it.")));
    for (Entry secret : reading.secrets()) {
      found.add(
          wrong(
              host,
              "A key stands in the entry \"" + secret.name() + "\" of " + host.file() + ".",
              "Take it out of the file, then: a2a keys rotate"));
    }
    if (reading.bridges().size() > 1) {
      found.add(
          wrong(
              host,
              reading.bridges().size() + " entries start a bridge: " + names(reading) + ".",
              "Remove all but one from " + host.file()));
    }
    reading.bridges().forEach(entry -> program(host, entry).ifPresent(found::add));
    if (reading.bridges().isEmpty() && reading.broken().isEmpty()) {
      found.add(missing(host, reading));
    }
    return found.isEmpty()
        ? List.of(Finding.ok(check(), host.title() + " starts a2a-bridge."))
        : found;
  }

  private boolean leadsHere(Path program) {
    try {
      Path own = bin.orElseThrow().resolve("a2a-bridge");
      return program.toRealPath().equals(own.toRealPath());
    } catch (IOException _) {
      return false; // One of them is gone.
    }
  }

  private Finding missing(Host host, Reading reading) {
    if (reading.ours().isPresent()) {
      return wrong(
          host,
          "Its entry \"" + Host.ENTRY + "\" starts something else than a2a-bridge.",
          "Rename that entry in " + host.file() + ", then: a2a setup " + host.id());
    }
    return reading.ignored().isEmpty()
        ? Finding.note(
            check(), host.title() + " does not know a2a-bridge.", "a2a setup " + host.id())
        : wrong(
            host,
            "a2a-bridge stands in "
                + reading.ignored().getFirst()
                + ", which is not read for MCP servers.",
            "a2a setup " + host.id());
  }

  private Optional<Finding> program(Host host, Entry entry) {
    Optional<Path> program = entry.command().file();
    if (program.isEmpty() && machine.program("a2a-bridge").isEmpty()) {
      return Optional.of(
          wrong(host, "It starts a2a-bridge, which is not on the PATH.", "a2a setup " + host.id()));
    }
    if (program.filter(file -> !Files.isExecutable(file)).isPresent()) {
      return Optional.of(gone(host, entry, program.get()));
    }
    if (program.isPresent() && bin.isPresent() && !leadsHere(program.get())) {
      return Optional.of(
          Finding.note(
              check(),
              host.title() + " starts " + program.get() + ", which is another a2a than this one.",
              "a2a setup " + host.id()));
    }
    return program
        .filter(file -> bin.filter(own -> file.equals(own.resolve("a2a-bridge"))).isPresent())
        .filter(file -> !BridgePath.stable(file, machine).equals(file))
        .map(file ->
            Finding.note(
                check(),
                host.title() + " starts " + file + ", which the next update may remove.",
                "a2a setup " + host.id()));
  }

  private Finding gone(Host host, Entry entry, Path program) {
    String says = "It starts " + program + ", which is not there.";
    return bin.isPresent() && entry.name().equals(Host.ENTRY)
        ? Finding.fixable(
            check(),
            host.title() + ": " + says,
            () -> startThisOne(host, entry.command().arguments(), program))
        : wrong(host, says, "a2a setup " + host.id());
  }

  /// What the file was before is kept, as `a2a setup` keeps it.
  private String startThisOne(Host host, List<String> arguments, Path before) throws IOException {
    Path bridge = BridgePath.stable(bin.orElseThrow().resolve("a2a-bridge"), machine);
    try {
      undo.get().write(Change.add(host, new Command(bridge.toString(), arguments)));
    } catch (Unusable e) {
      throw new IOException(e.why(), e);
    }
    return host.title()
        + " starts "
        + bridge
        + "; it was "
        + before
        + ". To take it back: a2a setup --undo "
        + host.id()
        + ".";
  }

  private Finding wrong(Host host, String says, String repair) {
    return Finding.wrong(check(), host.title() + ": " + says, repair);
  }

  private static String names(Reading reading) {
    return String.join(", ", reading.bridges().stream().map(Entry::name).toList());
  }
}
