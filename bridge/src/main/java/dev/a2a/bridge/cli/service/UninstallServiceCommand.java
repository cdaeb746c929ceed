package dev.a2a.bridge.cli.service;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.service.Service.Job;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Removes the file of the service and says what to type to stop it. Stops nothing itself.
@Command(
    name = "uninstall-service",
    description = "Remove the service. The mail stays.",
    footer = {"%nExample:", "  a2a daemon uninstall-service"})
public final class UninstallServiceCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Option(names = "--force", description = "Remove a file that somebody else wrote.")
  boolean force;

  public UninstallServiceCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// The file, whether it was there, and what to type next.
  record Uninstalled(String file, boolean removed, List<String> next) {}

  @Override
  public Integer call() {
    // Only its file is of interest here.
    Job none = new Job(List.of("a2a-daemon"), Map.of(), Path.of("daemon.log"));
    Service service = Service.of(System.getProperty("os.name"), common.shell().env(), none);
    boolean removed = remove(service);
    return common.print(
        new Uninstalled(
            service.file().toString(), removed, removed ? service.stop() : List.<String>of()),
        screen -> show(service, removed, screen));
  }

  private boolean remove(Service service) {
    Path file = service.file();
    try {
      if (!Files.exists(file)) {
        return false;
      }
      if (!force && !Service.isOurs(Files.readString(file))) {
        throw new Refusal(new Problem.ServiceExists(file.toString()));
      }
      for (Path trace : service.traces()) {
        Files.deleteIfExists(trace);
      }
      Files.delete(file);
      return true;
    } catch (IOException _) {
      throw new Refusal(new Problem.UnusableFile(file.toString(), "it cannot be removed"));
    }
  }

  private static void show(Service service, boolean removed, Screen screen) {
    if (!removed) {
      screen.line(Style.GOOD, "There is no service " + service.file() + ".");
      return;
    }
    screen.line(Style.GOOD, "Removed " + service.file() + ".");
    screen.line("Next, to stop it if it runs:");
    service.stop().forEach(command -> screen.line("  " + command));
  }
}
