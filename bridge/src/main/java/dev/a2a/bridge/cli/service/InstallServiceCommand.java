package dev.a2a.bridge.cli.service;

import dev.a2a.bridge.cli.daemon.Listening;
import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.service.Service.Job;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Writes the file of the service and says what to type to start it. Starts nothing itself.
@Command(
    name = "install-service",
    description = "Let systemd or launchd run the daemon, from your login on.",
    footer = {"%nExample:", "  a2a daemon install-service --print"})
public final class InstallServiceCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Listening listening = new Listening();
  @Mixin final Where where = new Where();

  @Option(names = "--print", description = "Show the file and write nothing.")
  boolean print;

  @Option(names = "--force", description = "Replace a file that says something else.")
  boolean force;

  private final Programs programs;

  public InstallServiceCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// The file, what is in it, and what to type next.
  record Installed(String file, boolean written, String text, List<String> next) {}

  @Override
  public Integer call() {
    Service service = Service.of(System.getProperty("os.name"), common.shell().env(), job());
    boolean written = !print && write(service);
    return common.print(
        new Installed(service.file().toString(), written, service.text(), service.start()),
        screen -> show(service, written, screen));
  }

  private Job job() {
    Home home = where.home(common);
    Map<String, String> environment = new TreeMap<>();
    environment.put(Setting.CONFIG_DIR.env(), home.config().toAbsolutePath().toString());
    environment.put(Setting.DATA_DIR.env(), home.data().toAbsolutePath().toString());
    List<String> command = programs.daemon(listening.arguments());
    command.set(0, StablePath.of(Path.of(command.getFirst()), common.shell().env()).toString());
    return new Job(command, environment, home.logFile().toAbsolutePath());
  }

  private boolean write(Service service) {
    Path file = service.file();
    try {
      if (Files.exists(file)) {
        if (Files.readString(file).equals(service.text())) {
          return false;
        }
        if (!force) {
          throw new Refusal(new Problem.ServiceExists(file.toString()));
        }
      }
      Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, ".a2a", "");
      try {
        Files.writeString(fresh, service.text());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      return true;
    } catch (IOException e) {
      throw new Refusal(
          new Problem.NotWritten(file.toString(), "the folder or the file cannot be used"));
    }
  }

  private void show(Service service, boolean written, Screen screen) {
    if (print) {
      screen.line("This would be written to " + service.file() + ":");
    } else if (written) {
      screen.line(Style.GOOD, "Written to " + service.file() + ":");
    } else {
      screen.line(Style.GOOD, "It is in " + service.file() + " already:");
    }
    screen.body(service.text().stripTrailing());
    if (!print) {
      screen.line("Next, to start it now and at each login:");
      screen.line("  a2a daemon stop");
      service.start().forEach(command -> screen.line("  " + command));
    }
  }
}
