package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.bridge.link.LocalDaemon;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.home.Home;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says whether the daemon of this machine is ready; the exit status says it too.
@Command(
    name = "status",
    description = "Say whether the daemon runs: exit status 0, or 8 if not.",
    footer = {"%nExample:", "  a2a daemon status || a2a daemon start"})
public final class StatusCommand implements Callable<Integer> {
  @Mixin final Common common;
  @Mixin final Where where = new Where();

  public StatusCommand(Shell shell) {
    this.common = new Common(shell);
  }

  /// What is known of it; all but `running` and `data` is absent when it is not there.
  record Status(
      boolean running,
      String data,
      @Nullable String url,
      @Nullable Long pid,
      @Nullable String version,
      @Nullable Instant startedAt) {}

  @Override
  public Integer call() {
    Home home = where.home(common);
    Optional<LocalDaemon.Entry> running = new LocalDaemon(home).running();
    String data = home.data().toString();
    Status status =
        running
            .map(e -> new Status(true, data, e.url(), e.pid(), e.version(), e.startedAt()))
            .orElseGet(() -> new Status(false, data, null, null, null, null));
    common.print(status, screen -> show(running, data, screen));
    return (running.isPresent() ? Exit.OK : Exit.UNAVAILABLE).status();
  }

  private static void show(Optional<LocalDaemon.Entry> running, String data, Screen screen) {
    if (running.isEmpty()) {
      screen.line(Style.WARNING, "No daemon is running for " + data + ".");
      screen.line("Start one with  a2a daemon start");
      return;
    }
    LocalDaemon.Entry entry = running.get();
    screen.line(Style.GOOD, "The daemon is running.");
    screen.line("  url      " + entry.url());
    screen.line("  process  " + entry.pid() + ", since " + When.shown(entry.startedAt()));
    screen.line("  version  " + entry.version());
    screen.line("  data     " + data);
  }
}
