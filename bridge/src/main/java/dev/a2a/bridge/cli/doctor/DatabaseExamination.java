package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.backup.DaemonProgram;
import dev.a2a.bridge.cli.backup.FullCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Is the mail of this machine as it was stored? A daemon may be at work meanwhile.
record DatabaseExamination(Path database, DaemonProgram daemon) implements Examination {
  @Override
  public String check() {
    return "mail";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    if (!Files.exists(database)) {
      return List.of(Finding.ok(check(), "No mail is kept on this machine."));
    }
    FullCheck full = daemon.ask(List.of("--check"), FullCheck.class);
    return List.of(
        full.good()
            ? Finding.ok(check(), full.mail().messages() + " messages are as they were stored.")
            : Finding.wrong(
                check(),
                "Some of the mail in " + database + " is damaged.",
                "a2a daemon check, then docs/backup.md"));
  }
}
