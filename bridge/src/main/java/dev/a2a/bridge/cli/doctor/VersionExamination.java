package dev.a2a.bridge.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.a2a.bridge.cli.daemon.Surroundings;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Do the three programs start, and are they of one version?
record VersionExamination(Shell shell, Programs programs) implements Examination {
  private static final long PATIENCE_SECONDS = 20;

  @Override
  public String check() {
    return "versions";
  }

  @Override
  public List<Finding> findings() throws InterruptedException {
    String ours = Version.ofThisBuild().number();
    List<Finding> found = new ArrayList<>();
    compare("a2a-bridge", programs.bridge(List.of("--version")), ours, found);
    compare("a2a-daemon", programs.daemon(List.of("--version")), ours, found);
    return found.isEmpty()
        ? List.of(Finding.ok(check(), "a2a, a2a-bridge and a2a-daemon are " + ours + "."))
        : found;
  }

  private void compare(String name, List<String> command, String ours, List<Finding> found)
      throws InterruptedException {
    String said = said(command);
    if (!(said + " ").startsWith(name + " " + ours + " ")) { // Commit and JDK may follow.
      String what =
          said.isEmpty()
              ? command.getFirst() + " does not start."
              : "a2a is " + ours + ", but " + name + " says \"" + said + "\".";
      found.add(Finding.wrong(check(), what, "Install again: sh install.sh --force"));
    }
  }

  private String said(List<String> command) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    Surroundings.give(builder, shell);
    try {
      Process process = builder.start();
      try (var output = process.getInputStream()) {
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return "";
        }
        String said = new String(output.readAllBytes(), UTF_8).lines().findFirst().orElse("");
        return process.exitValue() == 0 ? said : "";
      }
    } catch (IOException _) {
      return ""; // Told as a program that does not start.
    }
  }
}
