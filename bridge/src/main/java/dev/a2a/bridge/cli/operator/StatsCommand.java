package dev.a2a.bridge.cli.operator;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.Stats;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says how a daemon is.
@Command(
    name = "stats",
    description = "Show how the daemon is: agents, mail, room on the disk.",
    footer = {"%nExample:", "  a2a operator stats --json"})
public final class StatsCommand implements Callable<Integer> {
  private static final double MIB = 1 << 20;

  @Mixin final Common common;

  public StatsCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    Stats answer =
        OperatorLink.to(common).call("GET", "/v1/operator/stats", Optional.empty(), Stats.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  private static void show(Stats s, Screen screen) {
    screen.line("a2a-daemon " + s.serverVersion() + ", since " + When.shown(s.startedAt()));
    screen.line("  agents     " + s.agents() + ", of them disabled " + s.disabledAgents());
    screen.line("  messages   " + s.messages() + " kept, unread " + s.unreadCount());
    screen.line("  accepted   " + s.acceptedCount() + " since the beginning");
    screen.line("  audit      " + s.auditEntries() + " entries");
    screen.line("  database   " + mib(s.databaseBytes()) + ", log " + mib(s.logBytes()));
    screen.line("  disk       " + mib(s.diskFreeBytes()) + " free");
    screen.line("  waiting    " + s.waitingWrites() + " requests for the disk");
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
  }
}
