package dev.a2a.bridge.cli.daemon;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which data folder the daemon of this machine has.
public final class Where {
  @Option(names = "--data", paramLabel = "DIR", description = "Folder of the mail and the log.")
  @Nullable String data;

  /// The folders in force.
  public Home home(Common common) {
    return common.settings(data == null ? Map.of() : Map.of(Setting.DATA_DIR, data)).home();
  }

  /// What the daemon program is to be told.
  public List<String> arguments() {
    return data == null ? new ArrayList<>() : new ArrayList<>(List.of("--data", data));
  }
}
