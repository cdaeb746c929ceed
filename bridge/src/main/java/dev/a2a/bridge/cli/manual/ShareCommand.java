package dev.a2a.bridge.cli.manual;

import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/// Writes the folder `share` of an image: completions, and the pages of the manual. For the build,
/// which gives the time of the release, so that the same sources make the same pages.
@Command(name = "share", hidden = true)
public final class ShareCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR")
  Path share = Path.of("");

  @Parameters(index = "1", paramLabel = "TIME")
  Instant released = Instant.EPOCH;

  private final Supplier<CommandLine> a2a;
  private final Programs programs;

  /// `a2a` makes the command line with all its commands.
  public ShareCommand(Supplier<CommandLine> a2a, Programs programs) {
    this.a2a = a2a;
    this.programs = programs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CommandLine commands = a2a.get();
    Path completions = Files.createDirectories(share.resolve("completions"));
    for (Completion shell : Completion.values()) {
      Files.writeString(completions.resolve(shell.file()), shell.script(commands));
    }
    page(commands.getCommandSpec());
    page("a2a-bridge", 1, programs.bridge(List.of("--help")));
    page("a2a-daemon", 8, programs.daemon(List.of("--help")));
    return Exit.OK.status();
  }

  private void page(CommandSpec spec) throws IOException {
    CommandPage page = new CommandPage(spec);
    write(page.name(), 1, page.text(date(), version()));
    for (CommandSpec below : FishCompletion.below(spec).values()) {
      page(below);
    }
  }

  private void page(String name, int section, List<String> help)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(help).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(name + " --help: " + said);
    }
    write(name, section, new ProgramPage(name, section, said).text(date(), version()));
  }

  private void write(String name, int section, String text) throws IOException {
    Path folder = Files.createDirectories(share.resolve("man/man" + section));
    Files.writeString(folder.resolve(name + "." + section), text);
  }

  private String date() {
    return released.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String version() {
    return Version.ofThisBuild().number();
  }
}
