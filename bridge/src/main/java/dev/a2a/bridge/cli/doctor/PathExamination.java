package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.host.BridgePath;
import dev.a2a.bridge.host.Machine;
import dev.a2a.bridge.link.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Is `a2a` found where a person types it, is it this one, and do all links lead somewhere?
record PathExamination(Map<String, String> env, Programs programs) implements Examination {
  @Override
  public String check() {
    return "path";
  }

  @Override
  public List<Finding> findings() throws IOException {
    Optional<Path> bin = Installed.bin(programs);
    if (bin.isEmpty()) {
      return List.of(Finding.note(check(), "This a2a is not installed.", "sh install.sh"));
    }
    List<Finding> found = new ArrayList<>();
    for (String program : Installed.PROGRAMS) {
      Path own = bin.get().resolve(program);
      for (Path link : stale(program)) {
        found.add(lost(link, own));
      }
      first(program)
          .filter(other -> !same(own, other))
          .ifPresent(other ->
              found.add(
                  Finding.wrong(
                      check(),
                      other + " is found first, and is not " + own + ".",
                      prepend(bin.get()))));
    }
    if (first("a2a").isEmpty() || first("a2a-bridge").isEmpty()) {
      found.add(
          Finding.wrong(check(), "a2a and a2a-bridge are not on the PATH.", prepend(bin.get())));
    }
    return found.isEmpty()
        ? List.of(Finding.ok(check(), first("a2a").orElseThrow() + " is this a2a."))
        : found;
  }

  private Finding lost(Path link, Path own) throws IOException {
    if (!installed(Files.readSymbolicLink(link))) {
      return Finding.note(
          check(),
          "The link " + link + " leads nowhere, and was made by somebody else.",
          "Remove it, or ask whoever made it.");
    }
    return Finding.fixable(
        check(),
        "The link " + link + " leads nowhere.",
        () -> {
          Path before = Files.readSymbolicLink(link);
          Path fresh = link.resolveSibling(link.getFileName() + ".new");
          Files.deleteIfExists(fresh); // Of a repair that was broken off.
          Files.createSymbolicLink(fresh, own);
          Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
          return link + " leads to " + own + "; it led to " + before + ".";
        });
  }

  /// Into a version, as `install.sh` makes it: `…/versions/VERSION/bin/a2a`.
  private static boolean installed(Path target) {
    int names = target.getNameCount();
    return names > 4
        && target.getName(names - 4).toString().equals("versions")
        && target.getName(names - 2).toString().equals("bin");
  }

  /// The folder of the links where there are some: it stays when a version goes.
  private String prepend(Path bin) {
    Path stable = BridgePath.stable(bin.resolve("a2a-bridge"), Machine.of(env));
    return "export PATH=\"" + stable.getParent() + ":$PATH\"";
  }

  private Optional<Path> first(String program) {
    return folders().stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private List<Path> stale(String program) {
    SequencedSet<Path> folders = folders();
    String home = env.getOrDefault("HOME", "");
    if (new File(home).isAbsolute()) {
      folders.add(Path.of(home, ".local", "bin"));
    }
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isSymbolicLink(file) && !Files.exists(file))
        .toList();
  }

  private SequencedSet<Path> folders() {
    SequencedSet<Path> folders = new LinkedHashSet<>();
    Arrays.stream(env.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> new File(folder).isAbsolute())
        .forEach(folder -> folders.add(Path.of(folder)));
    return folders;
  }

  private static boolean same(Path one, Path other) {
    try {
      return one.toRealPath().equals(other.toRealPath());
    } catch (IOException _) {
      return false; // One of them is gone.
    }
  }
}
