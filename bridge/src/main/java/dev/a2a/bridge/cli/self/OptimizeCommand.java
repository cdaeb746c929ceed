package dev.a2a.bridge.cli.self;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes the start-up caches of this installation, where they are used: all of them, or none is
/// changed. Programs that run meanwhile keep what they have.
@Command(
    name = "optimize",
    description = "Make the programs start faster, by caches of about 100 MB.",
    footer = {
      "%nInstalling does this, or else the first start, some time later. The caches are in",
      "lib/cache of the installation; where that cannot be written, set A2A_AOT_CACHE",
      "to a folder that can, here and wherever the programs are started.",
      "%nExample:",
      "  a2a self optimize"
    })
public final class OptimizeCommand implements Callable<Integer> {
  private static final long MB = 1_000_000;

  @Mixin final Common common;

  private final Programs programs;

  public OptimizeCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// What was made: bytes by program.
  record Optimized(String folder, Map<String, Long> bytes) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = folder();
    Map<String, Long> bytes = new LinkedHashMap<>();
    try (Stage stage =
        new Stage(
            "optimize",
            Optional.of(folder),
            programs,
            common.shell().env(),
            Problem.OptimizeFailed::new)) {
      Path made = new Training(stage, programs).run();
      for (String program : Training.PROGRAMS) {
        Path cache = made.resolve(program + ".aot");
        bytes.put(program, Files.size(cache));
        Files.move(cache, folder.resolve(program + ".aot"), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return common.print(
        new Optimized(folder.toString(), bytes),
        screen -> {
          bytes.forEach(
              (program, size) -> screen.line("  %-12s %3d MB".formatted(program, size / MB)));
          screen.line(Style.GOOD, "From now on these start faster, from " + folder + ".");
        });
  }

  private Path folder() {
    Path home =
        programs
            .home()
            .orElseThrow(() ->
                new Refusal(
                    new Problem.OptimizeFailed("this runs from a checkout, not from an image.")));
    String named = common.settings(Map.of()).get(Setting.AOT_CACHE);
    Path folder =
        named.isEmpty() || named.equals("off") ? home.resolve("lib/cache") : Path.of(named);
    try {
      Files.createDirectories(folder);
    } catch (IOException _) {
      throw cannotWrite(folder);
    }
    if (!Files.isWritable(folder)) {
      throw cannotWrite(folder);
    }
    return folder.toAbsolutePath();
  }

  private static Refusal cannotWrite(Path folder) {
    return new Refusal(
        new Problem.OptimizeFailed(
            folder
                + " cannot be written. Name another folder with "
                + Setting.AOT_CACHE.env()
                + "."));
  }
}
