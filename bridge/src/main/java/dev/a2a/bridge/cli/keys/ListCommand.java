package dev.a2a.bridge.cli.keys;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.cli.terminal.When;
import dev.a2a.shared.api.KeyList;
import dev.a2a.shared.api.KeyList.KeyItem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows the live keys, by their last four characters only.
@Command(
    name = "list",
    description = "List your keys that work, and when they were used.",
    footer = {"%nNo key is shown, only how it ends.", "%nExample:", "  a2a keys list"})
public final class ListCommand implements Callable<Integer> {
  @Mixin final Common common;

  public ListCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    KeyList answer = common.get("/v1/keys", KeyList.class);
    return common.print(answer, screen -> show(answer, screen));
  }

  private static void show(KeyList answer, Screen screen) {
    Table table = new Table(20, "KEY ID", "ENDS IN", "LAST USED", "WORKS UNTIL");
    for (KeyItem key : answer.keys()) {
      String end = key.expiresAt() == null ? "replaced" : When.shown(key.expiresAt());
      table.row(
          key.id(),
          key.lastFour(),
          key.lastUsedAt() == null ? "-" : When.shown(key.lastUsedAt()),
          end + (key.current() ? " (this one)" : ""));
    }
    screen.table(table);
  }
}
