package dev.a2a.daemon;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.a2a.daemon.backup.Backup;
import dev.a2a.daemon.backup.FullCheck;
import dev.a2a.daemon.backup.Restore;
import dev.a2a.shared.api.Exit;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;

/// What `a2a-daemon` does to its data in place of serving them: backup, restore, full check. Prints
/// one JSON object: what was done, or the refusal, which is also said on stderr.
final class Upkeep {
  private final Home home;
  private final String version;
  private final InstantSource clock;

  Upkeep(Home home, String version, InstantSource clock) {
    this.home = home;
    this.version = version;
    this.clock = clock;
  }

  @JsonPropertyOrder({"code", "status", "detail"})
  record Refused(String code, int status, String detail) {}

  static boolean asked(Map<String, String> switches) {
    return Stream.of("--backup", "--restore", "--check").anyMatch(switches::containsKey);
  }

  /// Does the one thing that was asked for. Damage that was found is a failure, though all that
  /// could be done was.
  Exit run(Map<String, String> switches) throws IOException {
    try {
      if (Stream.of("--backup", "--restore", "--check").filter(switches::containsKey).count() > 1) {
        throw new Refusal(
            new Problem.BadUsage("Give one of --backup, --restore and --check, not more."));
      }
      boolean force = switches.containsKey("--force");
      if (switches.containsKey("--check")) {
        FullCheck check = FullCheck.of(home.database());
        System.out.println(Json.write(check));
        return check.good() ? Exit.OK : Exit.INTERNAL;
      }
      if (switches.containsKey("--backup")) {
        Backup.Made made =
            new Backup(home, version).make(path(switches, "--backup"), force, clock.instant());
        System.out.println(Json.write(made));
        return made.check().good() ? Exit.OK : Exit.INTERNAL;
      }
      System.out.println(
          Json.write(
              new Restore(home).restore(path(switches, "--restore"), force, clock.instant())));
      return Exit.OK;
    } catch (Refusal refusal) {
      Problem problem = refusal.problem();
      System.out.println(
          Json.write(new Refused(problem.code(), problem.status(), problem.detail())));
      System.err.println("a2a-daemon: " + problem.detail());
      return problem.exit();
    }
  }

  private static Path path(Map<String, String> switches, String name) {
    try {
      return Path.of(switches.getOrDefault(name, ""));
    } catch (InvalidPathException _) {
      throw new Refusal(new Problem.InvalidArgument(name, "must be the path of a file"));
    }
  }
}
