package dev.a2a.bridge.cli.doctor;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// May others on this machine read what is private, or write what we believe?
record PermissionExamination(Home home) implements Examination {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);
  private static final Set<PosixFilePermission> WRITING = Set.of(GROUP_WRITE, OTHERS_WRITE);

  @Override
  public String check() {
    return "files";
  }

  @Override
  public List<Finding> findings() throws IOException {
    List<Finding> found = new ArrayList<>();
    for (Path path :
        List.of(
            home.data(),
            home.credentialsFile(),
            home.serverKeyFile(),
            home.operatorKeyFile(),
            home.daemonFile(),
            home.logFile(),
            home.database(),
            home.database().resolveSibling(home.database().getFileName() + "-wal"))) {
      look(path, "read", found);
    }
    look(home.config(), "write", found);
    look(home.configFile(), "write", found);
    return found.isEmpty() ? List.of(Finding.ok(check(), "What is private is yours only.")) : found;
  }

  private void look(Path path, String what, List<Finding> found) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view == null || !Files.exists(path)) {
      return;
    }
    Set<PosixFilePermission> now = view.readAttributes().permissions();
    Set<PosixFilePermission> tooMany = EnumSet.noneOf(PosixFilePermission.class);
    tooMany.addAll(now);
    tooMany.removeAll(OWNERS);
    if (what.equals("write")) {
      tooMany.retainAll(WRITING);
    }
    if (!tooMany.isEmpty()) {
      found.add(
          Finding.fixable(
              check(),
              "Others on this machine may " + what + " " + path + "." + advice(path),
              () -> close(path, now, tooMany)));
    }
  }

  private String advice(Path path) {
    return path.equals(home.credentialsFile())
        ? " Get new keys if others could: a2a keys rotate."
        : "";
  }

  private static String close(
      Path path, Set<PosixFilePermission> now, Set<PosixFilePermission> tooMany)
      throws IOException {
    Set<PosixFilePermission> left = EnumSet.copyOf(now);
    left.removeAll(tooMany);
    Files.setPosixFilePermissions(path, left);
    return path
        + " is "
        + PosixFilePermissions.toString(left)
        + "; it was "
        + PosixFilePermissions.toString(now)
        + ".";
  }
}
