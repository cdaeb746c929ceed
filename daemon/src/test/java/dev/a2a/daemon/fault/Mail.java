package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Pair.Kept;
import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Pairs that send to one daemon, and what is on its disk afterwards.
final class Mail {
  private static final long LIMIT_SECONDS = 60;

  private final List<Pair> pairs;

  Mail(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  List<Pair> pairs() {
    return pairs;
  }

  /// All pairs send at once. When `acknowledgements` have come, `then` is done, after which they
  /// are to end.
  void sendUntil(Client client, int acknowledgements, Runnable then) throws IOException {
    CountDownLatch enough = new CountDownLatch(acknowledgements);
    AtomicBoolean over = new AtomicBoolean();
    Set<String> refused = new ConcurrentSkipListSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pair pair : pairs) {
        threads.execute(
            () -> refused.add(pair.sendWhile(client, () -> !over.get(), enough::countDown)));
      }
      if (!enough.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("too few were acknowledged; refused: " + refused);
      }
      then.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      over.set(true);
    }
  }

  /// All pairs send at once, together at least so many messages, or until they are refused.
  ///
  /// @return the codes of the refusals
  Set<String> send(Client client, int messages) {
    AtomicInteger left = new AtomicInteger(messages);
    Set<String> codes = new ConcurrentSkipListSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pair pair : pairs) {
        threads.execute(
            () -> codes.add(pair.sendWhile(client, () -> left.getAndDecrement() > 0, () -> {})));
      }
    }
    codes.remove("");
    return codes;
  }

  /// Reads the file itself, beside the daemon that has it open: the daemon has recovered it, and
  /// this must not.
  ///
  /// @param whole also check the whole file, not only the messages
  Verdict judge(Path data, boolean whole) throws IOException {
    Map<String, List<Kept>> bySender = new HashMap<>();
    boolean sound;
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:file:" + data.resolve("a2a.db") + "?mode=ro");
        Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery(
              "SELECT sender_id, subject, id, body FROM messages ORDER BY seq")) {
        while (row.next()) {
          bySender
              .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
              .add(new Kept(row.getString(2), row.getString(3), row.getString(4)));
        }
      }
      sound = !whole || "ok".equals(first(statement, "PRAGMA integrity_check(1)"));
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Verdict verdict = new Verdict(0, 0, 0, 0, sound);
    for (Pair pair : pairs) {
      verdict = verdict.plus(pair.judge(bySender.getOrDefault(pair.sender().id(), List.of())));
    }
    return verdict;
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
