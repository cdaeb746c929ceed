package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.cli.backup.DaemonProgram;
import dev.a2a.bridge.cli.daemon.Where;
import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.setup.Undo;
import dev.a2a.bridge.host.Machine;
import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.link.LocalDaemon;
import dev.a2a.bridge.link.Programs;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that is looked at, in the order in which it is told.
final class Examinations {
  private final List<Examination> all = new ArrayList<>();
  private @Nullable Path config;

  Examinations(Common common, Where where, Programs programs) {
    Map<String, String> env = common.shell().env();
    all.add(new VersionExamination(common.shell(), programs));
    all.add(new PathExamination(env, programs));
    try {
      Settings settings = common.settings(Map.of());
      Identity identity = common.identity();
      Home home = where.home(common);
      config = home.configFile();
      List<String> arguments = new ArrayList<>();
      settings.find(Setting.PROFILE).ifPresent(p -> arguments.addAll(List.of("--profile", p)));
      common.serverOption().ifPresent(s -> arguments.addAll(List.of("--server", s.origin())));
      all.add(new ProfileExamination(identity, settings.find(Setting.PROFILE).isPresent()));
      all.add(new PermissionExamination(home));
      all.add(new KeyExamination(identity));
      // Before the server: a bridge may start a daemon that nobody needed until now.
      all.add(new BridgeExamination(common.shell(), programs, identity, arguments));
      Server server = identity.server();
      all.add(new ServerExamination(server, () -> listening(server, home)));
      all.add(new DatabaseExamination(home.database(), new DaemonProgram(programs, common, where)));
      all.add(new DiskExamination(home.data()));
    } catch (Refusal refusal) {
      all.add(new Unreadable(refusal));
    }
    all.add(
        new HostExamination(
            Machine.of(env), Installed.bin(programs), () -> new Undo(where.home(common))));
  }

  private static Optional<Server> listening(Server server, Home home) {
    return server.isOwn()
        ? new LocalDaemon(home).running().map(entry -> new Server(entry.url()))
        : Optional.of(server);
  }

  List<Examination> all() {
    return all;
  }

  /// Where profiles are, if that can be read.
  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /// What it finds; never nothing, and what it throws is a finding.
  static List<Finding> run(Examination examination) throws InterruptedException {
    try {
      return examination.findings();
    } catch (Refusal refusal) {
      return List.of(Finding.refused(examination.check(), refusal));
    } catch (IOException e) {
      return List.of(
          Finding.wrong(examination.check(), "It cannot be looked at: " + e.getMessage(), null));
    }
  }

  /// Stands for all that needs `config.json` where that cannot be used.
  private record Unreadable(Refusal refusal) implements Examination {
    @Override
    public String check() {
      return "profile";
    }

    @Override
    public List<Finding> findings() {
      return List.of(
          Finding.wrong(
              check(),
              refusal.problem().detail(),
              "Correct it, then a2a doctor looks at the rest."));
    }
  }
}
