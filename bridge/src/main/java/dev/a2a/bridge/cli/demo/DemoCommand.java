package dev.a2a.bridge.cli.demo;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.stage.Stage;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows two agents exchanging mail, through real programs that are all gone afterwards.
@Command(
    name = "demo",
    description = "Watch two agents exchange mail. Nothing of yours is touched.",
    footer = {"%nExample:", "  a2a demo"})
public final class DemoCommand implements Callable<Integer> {
  @Mixin final Common common;

  private final Programs programs;

  public DemoCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// What travelled.
  record Letter(String who, String subject, String body) {}

  /// What happened.
  record Played(List<String> steps, List<Letter> letters, long milliseconds) {}

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    Told told = new Told();
    try (Stage stage =
        new Stage(
            "demo", Optional.empty(), programs, common.shell().env(), Problem.DemoFailed::new)) {
      new Play(stage, told).run();
    }
    long took = (System.nanoTime() - began) / 1_000_000;
    return common.print(
        new Played(told.steps, told.letters, took),
        screen -> {
          screen.blank();
          screen.line(
              Style.GOOD,
              "Done in "
                  + (took + 50) / 1000
                  + "."
                  + (took + 50) % 1000 / 100
                  + " s. All programs have ended and the folder is gone.");
          screen.line("To give it to your own agents:  a2a setup");
        });
  }

  /// Prints each step at once, unless all is to be one JSON object.
  private final class Told implements Play.Narrator {
    private final List<String> steps = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();

    @Override
    public void step(String what, String... details) {
      steps.add(what);
      if (!common.json()) {
        Screen screen = common.shell().screen();
        screen.line(Style.STRONG, steps.size() + ". " + what);
        for (String detail : details) {
          screen.line(Style.FAINT, "   " + detail);
        }
      }
    }

    @Override
    public void letter(String who, String subject, String body) {
      letters.add(new Letter(who, subject, body));
      if (!common.json()) {
        Screen screen = common.shell().screen();
        screen.line("   ┌ " + who + ": " + subject);
        screen.line("   └ " + body);
      }
    }
  }
}
