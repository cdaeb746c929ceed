package dev.a2a.bridge.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A program that runs agents and starts MCP servers for them.
///
/// `file` is where it keeps those of the person, with links not followed; `servers` leads to them
/// in it. It is installed if one of `programs` is on the `PATH` or one of `traces` exists.
/// `ignored` are files in which people put servers, and which the host does not read for that.
public record Host(
    String id,
    String title,
    Path file,
    Format format,
    List<String> servers,
    Shape shape,
    List<String> programs,
    List<Path> traces,
    List<Path> ignored) {

  /// The name of our entry.
  public static final String ENTRY = "a2a";

  /// Is it on this machine?
  public boolean installed(Machine machine) {
    return programs.stream().anyMatch(program -> machine.program(program).isPresent())
        || traces.stream().anyMatch(Files::exists);
  }

  /// What its file says now. Nothing is thrown whatever the file holds.
  public Reading read() {
    return Reading.of(this);
  }

  /// The way to our entry.
  List<String> path() {
    return Stream.concat(servers.stream(), Stream.of(ENTRY)).toList();
  }
}
