package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Answer;
import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A disk that fails once, at one fsync of a daemon's life, and never gets what it had not yet got.
final class FailingFsync {
  private static final int PAIRS = 4;
  private static final int EACH_GROUP = 2 * PAIRS;
  private static final int AFTERWARDS = 400;

  private final List<String> program;
  private final Path folder;
  private final PowerCut power;
  private final List<Pair> pairs;

  /// @param folder where the data of all rounds will be
  FailingFsync(List<String> program, Path folder, PowerCut power) throws IOException {
    this.program = program;
    this.folder = folder;
    this.power = power;
    Files.createDirectories(folder.resolve("before"));
    try (Victim daemon = Victim.start(program, folder.resolve("before"), Map.of())) {
      this.pairs = Pair.make(daemon.client(), PAIRS);
    }
  }

  /// What came of it.
  ///
  /// @param file whose fsync failed; empty when so many did not come
  /// @param listened did the daemon start?
  /// @param codes what its senders were refused with
  /// @param ready the answer to `/readyz` afterwards, `ready` or a code
  /// @param said did its log say that it stopped?
  /// @param verdict after a power cut and another start
  record Outcome(
      String file,
      boolean listened,
      Set<String> codes,
      String ready,
      boolean said,
      Verdict verdict) {
    private static final Set<String> STOPPED = Set.of("storage_failed");

    boolean ofTheLog() {
      return file.endsWith("-wal");
    }

    /// It stopped, to everybody, and to its operator; or never listened.
    boolean stopped() {
      return !listened || (STOPPED.equals(codes) && ready.equals("storage_failed") && said);
    }
  }

  /// The fsync of that number fails and says so.
  Outcome fail(int number) throws IOException {
    return run(number, power.env("CUT_FAIL=" + number));
  }

  /// The control: the same, and the daemon is not told, as if it had tried again and believed the
  /// second answer.
  Outcome failSilently(int number) throws IOException {
    return run(number, power.env("CUT_FAIL=" + number, "CUT_SILENT=1"));
  }

  private Outcome run(int number, Map<String, String> env) throws IOException {
    Path data = folder.resolve("data");
    Folders.copy(folder.resolve("before"), data);
    power.settle(data);
    Mail mail = new Mail(pairs.stream().map(Pair::fresh).toList());
    boolean listened = true;
    Set<String> codes = Set.of();
    String ready = "";
    boolean said = false;
    try {
      Victim victim = Victim.start(program, data, env);
      try {
        mail.send(victim.client(), number * EACH_GROUP + AFTERWARDS);
        codes = mail.send(victim.client(), PAIRS); // Nor does it take anything later.
        Answer answer = victim.client().get("/readyz", "");
        ready = answer.code().isEmpty() ? answer.text("status") : answer.code();
        said = victim.log().contains("nothing more is accepted until a restart");
      } finally {
        victim.kill();
      }
    } catch (Victim.DidNotStart _) {
      listened = false;
    }
    String file = power.failed();
    power.cut(data, null);
    return new Outcome(file, listened, codes, ready, said, judge(mail, data));
  }

  private Verdict judge(Mail mail, Path data) throws IOException {
    try (Victim _ = Victim.start(program, data, Map.of())) {
      return mail.judge(data, true);
    } catch (Victim.DidNotStart _) { // It found its data damaged: all of it is lost.
      int all = mail.pairs().stream().mapToInt(Pair::acknowledged).sum();
      return new Verdict(all, all, 0, 0, false);
    }
  }
}
