package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Someone;
import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A daemon whose clock is moved while it runs, by libfaketime.
///
/// @see <a href="https://github.com/wolfcw/libfaketime">libfaketime</a>
final class MovedClock {
  private static final int PAIRS = 2;
  private static final int EACH = 10;

  static final List<String> OFFSETS = List.of("+1h", "-1h", "+400d", "-400d");

  /// What such clocks do to an authorization of 30 minutes.
  static final Map<String, Integer> AUTHORIZED =
      Map.of("+1h", 403, "-1h", 202, "+400d", 403, "-400d", 202, "+0", 202);

  /// What an inbox shows under each: nothing that is over by that clock, and all of it by the right
  /// one.
  static final Map<String, Integer> LISTED =
      Map.of("+1h", 1, "-1h", 2, "+400d", 0, "-400d", 3, "+0", 4);

  private final Path library;

  private MovedClock(Path library) {
    this.library = library;
  }

  /// Empty when the library is not installed.
  static Optional<MovedClock> installed() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst()
          .map(MovedClock::new);
    }
  }

  /// What came of it.
  ///
  /// @param authorized by offset: the answer to a sender whose authorization lasts 30 minutes
  /// @param listed by offset: how many of the first messages an inbox shows
  /// @param verdict of all that was sent under any clock, by the clock it started with
  record Outcome(Map<String, Integer> authorized, Map<String, Integer> listed, Verdict verdict) {}

  /// Moves the clock to each offset in turn, such as `+400d`, sends under each, and moves it back.
  Outcome move(List<String> program, Path data, List<String> offsets) throws IOException {
    Files.createDirectories(data);
    Path clock = data.resolveSibling("clock");
    set(clock, "+0");
    try (Victim victim = Victim.start(program, data, env(clock))) {
      Client client = victim.client();
      Mail mail = new Mail(Pair.make(client, PAIRS));
      Someone bob = mail.pairs().getFirst().recipient();
      Someone carol = client.register("carol");
      Someone dave = client.register("dave");
      lend(client, dave, carol);
      client.send(carol, dave, "the first");
      mail.send(client, EACH);
      Map<String, Integer> authorized = new LinkedHashMap<>();
      Map<String, Integer> listed = new LinkedHashMap<>();
      for (String offset : offsets) {
        set(clock, offset);
        authorized.put(offset, client.send(carol, dave, "under " + offset).status());
        mail.send(client, EACH);
        listed.put(
            offset,
            client.get("/v1/inbox?unread_only=false", dave.key()).json().path("messages").size());
        client.get("/v1/inbox", bob.key());
      }
      set(clock, "+0");
      authorized.put("+0", client.send(carol, dave, "the last").status());
      listed.put(
          "+0",
          client.get("/v1/inbox?unread_only=false", dave.key()).json().path("messages").size());
      return new Outcome(authorized, listed, mail.judge(data, true));
    }
  }

  private static void lend(Client client, Someone recipient, Someone sender) throws IOException {
    client.post(
        "/v1/authorizations",
        recipient.key(),
        Map.of(
            "agent_id",
            sender.id(),
            "expires_at",
            Instant.now().plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS).toString()));
  }

  private static void set(Path clock, String offset) throws IOException {
    Files.writeString(clock, offset + "\n");
  }

  private Map<String, String> env(Path clock) {
    Map<String, String> env = new HashMap<>();
    env.put("LD_PRELOAD", library.toString());
    env.put("FAKETIME_TIMESTAMP_FILE", clock.toString());
    env.put("FAKETIME_NO_CACHE", "1");
    env.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    env.put("FAKETIME_FORCE_MONOTONIC_FIX", "0"); // Else each timed wait of the JVM takes too long.
    return env;
  }
}
