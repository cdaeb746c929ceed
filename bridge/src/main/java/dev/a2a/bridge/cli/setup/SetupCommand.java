package dev.a2a.bridge.cli.setup;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.setup.Step.Action;
import dev.a2a.bridge.cli.terminal.Screen;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.cli.terminal.Table;
import dev.a2a.bridge.host.BridgePath;
import dev.a2a.bridge.host.Change;
import dev.a2a.bridge.host.Command;
import dev.a2a.bridge.host.Health;
import dev.a2a.bridge.host.Host;
import dev.a2a.bridge.host.Hosts;
import dev.a2a.bridge.host.Machine;
import dev.a2a.bridge.host.Unusable;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes our bridge into the files of the hosts, and takes it out again.
@CommandLine.Command(
    name = "setup",
    description = "Give the agents on this machine their mail.",
    footer = {
      "%nHosts: claude-code claude-desktop codex cursor gemini copilot vscode windsurf",
      "opencode cline zed continue. Without one, all that are installed.",
      "%nExample:",
      "  a2a setup --dry-run",
      "  a2a setup --yes",
      "  a2a setup codex --profile work",
      "  a2a setup --undo"
    })
public final class SetupCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(
      paramLabel = "HOST",
      arity = "0..*",
      description = "Only these hosts.",
      completionCandidates = HostIds.class)
  List<String> typed = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The same.",
      completionCandidates = HostIds.class)
  List<String> hosts = new ArrayList<>();

  @Option(names = "--per-host", description = "Give each host an agent of its own.")
  boolean perHost;

  @Option(names = "--name", paramLabel = "NAME", description = "Name of a new agent.")
  @Nullable String name;

  @Option(names = "--dry-run", description = "Show what would be done.")
  boolean dryRun;

  @Option(names = "--undo", description = "Put back what setup changed.")
  boolean undo;

  @Option(names = "--yes", description = "Answer every question with yes.")
  boolean yes;

  private final Programs programs;

  public SetupCommand(Shell shell, Programs programs) {
    this.common = new Common(shell);
    this.programs = programs;
  }

  /// The words that a shell completes, for picocli.
  static final class HostIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return new Hosts(Machine.of(Map.of())).all().stream().map(Host::id).iterator();
    }
  }

  /// The whole plan, or what became of it.
  record SetUp(boolean written, @Nullable String bridge, List<Step> hosts) {}

  @Override
  public Integer call() throws IOException {
    Machine machine = Machine.of(common.shell().env());
    Undo before = new Undo(common.settings(Map.of()).home());
    return undo ? takeBack(machine, before) : setUp(machine, before);
  }

  private int setUp(Machine machine, Undo before) throws IOException {
    List<Host> chosen = chosen(new Hosts(machine));
    if (chosen.isEmpty()) {
      throw new Refusal(
          new Problem.BadUsage(
              "None of the hosts that a2a knows was found on this machine. Name one that you are"
                  + " going to use, such as `a2a setup codex`."));
    }
    Path bridge = BridgePath.stable(bridge(), machine);
    Identities identities = new Identities(common, perHost, name);
    Map<Host, Change> changes = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    for (Host host : chosen) {
      String profile = identities.profile(host);
      try {
        Change change =
            Change.add(host, new Command(bridge.toString(), identities.arguments(profile)));
        changes.put(host, change);
        steps.add(Step.of(host, profile, action(change)));
      } catch (Unusable e) {
        steps.add(Step.of(host, profile, Action.LEFT_ALONE).leftAlone(e.why()));
      }
    }
    boolean work = steps.stream().anyMatch(step -> step.action().writes());
    if (dryRun || (!work && identities.missing().isEmpty())) {
      List<Step> shown = dryRun ? steps : checked(steps, chosen, machine);
      return print(new SetUp(false, bridge.toString(), shown), machine, identities.missing());
    }
    agree(new SetUp(false, bridge.toString(), steps), machine, identities.missing());
    identities.registerMissing();
    List<Step> done = written(steps, chosen, changes, before);
    SetUp result = new SetUp(true, bridge.toString(), checked(done, chosen, machine));
    return print(result, machine, List.of());
  }

  private int takeBack(Machine machine, Undo before) throws IOException {
    List<Host> known = chosen(new Hosts(machine), true).stream().filter(before::knows).toList();
    if (known.isEmpty()) {
      throw new Refusal(
          new Problem.BadUsage("There is nothing to undo: setup changed no file of these hosts."));
    }
    Map<Host, Change> changes = new LinkedHashMap<>();
    List<Step> steps = new ArrayList<>();
    for (Host host : known) {
      Step step = Step.of(host, null, Action.RESTORE);
      try {
        changes.put(host, before.back(host));
        steps.add(step);
      } catch (Unusable e) {
        steps.add(step.leftAlone(e.why()));
      }
    }
    if (dryRun) {
      return print(new SetUp(false, null, steps), machine, List.of());
    }
    agree(new SetUp(false, null, steps), machine, List.of());
    List<Step> done = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Step step = steps.get(i);
      Optional<Change> change = Optional.ofNullable(changes.get(known.get(i)));
      try {
        if (change.isPresent()) {
          change.get().write();
          before.forget(known.get(i));
        }
        done.add(step);
      } catch (Unusable e) {
        done.add(step.leftAlone(e.why()));
      }
    }
    return print(new SetUp(true, null, done), machine, List.of());
  }

  private List<Host> chosen(Hosts all) {
    return chosen(all, false);
  }

  private List<Host> chosen(Hosts all, boolean everything) {
    List<String> ids = new ArrayList<>(typed);
    ids.addAll(hosts);
    if (ids.isEmpty()) {
      return everything ? all.all() : all.installed();
    }
    return ids.stream().distinct().map(all::get).toList();
  }

  private Path bridge() {
    List<String> command = programs.bridge(List.of());
    if (command.size() != 1) {
      throw new Refusal(
          new Problem.BadUsage(
              "This is a checkout, which no host can start. Install it with ./install.sh first."));
    }
    return Path.of(command.getFirst());
  }

  private static Action action(Change change) {
    if (change.nothing()) {
      return Action.UNCHANGED;
    }
    return change.entryBefore() == null ? Action.ADD : Action.CHANGE;
  }

  private static List<Step> written(
      List<Step> steps, List<Host> hosts, Map<Host, Change> changes, Undo before)
      throws IOException {
    List<Step> done = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Change change = changes.get(hosts.get(i));
      try {
        if (step.action().writes() && change != null) {
          before.write(change);
        }
        done.add(step);
      } catch (Unusable e) {
        done.add(step.leftAlone(e.why()));
      }
    }
    return done;
  }

  private List<Step> checked(List<Step> steps, List<Host> hosts, Machine machine) {
    List<Step> done = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.action() != Action.LEFT_ALONE) {
        common.remark("Asking " + hosts.get(i).title() + " ...");
        step = step.checked(Health.of(hosts.get(i), machine));
      }
      done.add(step);
    }
    return done;
  }

  private void agree(SetUp plan, Machine machine, List<String> newAgents) {
    if (yes) {
      return;
    }
    if (!common.json()) {
      show(plan, machine, newAgents, common.shell().screen());
    }
    if (!common.shell().agrees("Do this?")) {
      throw new Refusal(
          new Problem.BadUsage(
              common.shell().tty().seen()
                  ? "Nothing was written."
                  : "Nothing was written. Say --yes to do it."));
    }
  }

  private int print(SetUp result, Machine machine, List<String> newAgents) {
    common.print(result, screen -> show(result, machine, newAgents, screen));
    if (result.hosts().stream().anyMatch(step -> step.action() == Action.LEFT_ALONE)) {
      return Exit.CONFLICT.status();
    }
    boolean failed =
        result.hosts().stream()
            .anyMatch(s -> s.check() != null && s.check().health() == Health.FAILED);
    return failed ? Exit.UNAVAILABLE.status() : Exit.OK.status();
  }

  private static void show(SetUp result, Machine machine, List<String> newAgents, Screen screen) {
    for (String agent : newAgents) {
      screen.line("A new agent: " + agent);
    }
    Table table = new Table(40, "HOST", "FILE", "WHAT", "CHECK");
    for (Step step : result.hosts()) {
      table.row(
          step.host(),
          underHome(step.file(), machine),
          step.action().word().replace('_', ' '),
          step.check() == null ? "" : step.check().word().replace('_', ' '));
    }
    screen.table(table);
    if (result.bridge() != null) {
      screen.line("Bridge: " + underHome(result.bridge(), machine));
    }
    for (Step step : result.hosts()) {
      if (step.why() != null) {
        screen.line(
            Style.WARNING, step.host() + " was left alone: " + underHome(step.file(), machine));
        screen.line(Style.WARNING, "  " + step.why() + ".");
      }
    }
    if (result.written() && result.bridge() != null) {
      screen.line(Style.GOOD, "Start your agents anew. `a2a setup --undo` takes it back.");
    }
  }

  private static String underHome(String path, Machine machine) {
    String home = machine.home() + "/";
    return path.startsWith(home) ? "~/" + path.substring(home.length()) : path;
  }
}
