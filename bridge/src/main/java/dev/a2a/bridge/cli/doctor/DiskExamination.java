package dev.a2a.bridge.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Is there room for mail?
record DiskExamination(Path data) implements Examination {
  private static final long MIB = 1 << 20;
  private static final long TOO_LITTLE = 64 * MIB;
  private static final long LITTLE = 1024 * MIB;

  @Override
  public String check() {
    return "disk";
  }

  @Override
  public List<Finding> findings() throws IOException {
    Path at = data.toAbsolutePath();
    while (!Files.exists(at)) {
      at = Objects.requireNonNull(at.getParent(), "there is a root");
    }
    return List.of(judge(Files.getFileStore(at).getUsableSpace()));
  }

  Finding judge(long free) {
    String says = free / MIB + " MiB are free for " + data + ".";
    String repair = "Make room on that disk.";
    if (free < TOO_LITTLE) {
      return Finding.wrong(check(), says, repair);
    }
    return free < LITTLE ? Finding.note(check(), says, repair) : Finding.ok(check(), says);
  }
}
