package dev.a2a.daemon.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.daemon.fault.Client.Answer;
import dev.a2a.daemon.fault.Client.Someone;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Files of a killed daemon that change before the next one starts.
final class Damage {
  private static final int PAIRS = 4;
  private static final int PAGE = 100;

  private final List<String> program;
  private final Path before;
  private final Path data;
  private final Mail mail;

  /// Makes the files: some hundred messages, a killed daemon.
  Damage(List<String> program, Path folder, int messages) throws IOException {
    this.program = program;
    this.before = Files.createDirectories(folder.resolve("before"));
    this.data = folder.resolve("data");
    try (Victim first = Victim.start(program, before, Map.of())) {
      this.mail = new Mail(Pair.make(first.client(), PAIRS)); // They are not in the log later.
    }
    Victim daemon = Victim.start(program, before, Map.of());
    try {
      mail.send(daemon.client(), messages);
    } finally {
      daemon.kill();
    }
  }

  /// What its users see afterwards. A subject has no digest, so it may change without a word.
  ///
  /// @param refusal what the daemon said instead of starting, or nothing
  /// @param whole messages that are shown as they were sent
  /// @param reported messages that are refused as damaged, and pages of lists that cannot be read
  /// @param missing messages that are gone, without a hole before one that is there
  /// @param holes messages that are gone before one that is there
  /// @param changedBodies messages that are shown with another body: never
  /// @param changedSubjects messages that are shown with another subject
  record Outcome(
      String refusal,
      int whole,
      int reported,
      int missing,
      int holes,
      int changedBodies,
      int changedSubjects) {}

  int messages() {
    return mail.pairs().stream().mapToInt(Pair::sent).sum();
  }

  /// Nothing changes: the control.
  Outcome nothing() throws IOException {
    Folders.copy(before, data);
    return look();
  }

  /// One byte changes, anywhere in the database or its log.
  Outcome flip(RandomGenerator chance) throws IOException {
    Folders.copy(before, data);
    long database = Files.size(data.resolve("a2a.db"));
    long log = Files.size(data.resolve("a2a.db-wal"));
    long at = chance.nextLong(database + log);
    int mask = chance.nextInt(1, 256);
    if (at < database) {
      change(data.resolve("a2a.db"), at, mask);
    } else {
      change(data.resolve("a2a.db-wal"), at - database, mask);
    }
    return look();
  }

  /// The log ends early.
  ///
  /// @param part how much of it is left, 0 to 1
  Outcome truncateLog(double part) throws IOException {
    Folders.copy(before, data);
    try (RandomAccessFile log = new RandomAccessFile(data.resolve("a2a.db-wal").toFile(), "rw")) {
      log.setLength((long) (log.length() * part));
    }
    return look();
  }

  /// One byte changes inside the body of one message that was sent last by somebody. The daemon
  /// before ended in good order, so the database holds everything.
  Outcome flipBody() throws IOException {
    Folders.copy(before, data);
    Victim.start(program, data, Map.of()).close();
    Path file = data.resolve("a2a.db");
    Pair pair = mail.pairs().getFirst();
    byte[] body = Pair.body(pair.sent() - 1).getBytes(StandardCharsets.UTF_8);
    int at = indexOf(Files.readAllBytes(file), body);
    change(file, at + body.length / 2, 1);
    return look();
  }

  private Outcome look() throws IOException {
    Victim victim;
    try {
      victim = Victim.start(program, data, Map.of());
    } catch (Victim.DidNotStart e) {
      return new Outcome(String.valueOf(e.getMessage()), 0, 0, 0, 0, 0, 0);
    }
    try {
      Tally tally = new Tally();
      for (Pair pair : mail.pairs()) {
        look(victim.client(), pair, tally);
      }
      return tally.outcome();
    } finally {
      victim.kill();
    }
  }

  private static final class Tally {
    int whole;
    int reported;
    int missing;
    int holes;
    int bodies;
    int subjects;

    Outcome outcome() {
      return new Outcome("", whole, reported, missing, holes, bodies, subjects);
    }
  }

  /// All that the pair's recipient is shown, against all that was acknowledged.
  private static void look(Client client, Pair pair, Tally tally) throws IOException {
    List<String> listed = new ArrayList<>();
    String key = pair.recipient().key();
    String cursor = "";
    do {
      Answer page = client.get("/v1/inbox?unread_only=false&limit=" + PAGE + cursor, key);
      if (page.status() != 200) {
        tally.reported++; // Of a broken page nothing is shown, and the caller is told so.
        return;
      }
      for (JsonNode item : page.json().path("messages")) {
        listed.addFirst(item.path("id").asText());
      }
      cursor =
          page.json().path("has_more").asBoolean()
              ? "&cursor=" + page.json().path("cursor").asText()
              : "";
    } while (!cursor.isEmpty());
    for (String id : listed) {
      read(client, pair, id, tally);
    }
    List<String> sent = pair.ids();
    int last = -1;
    for (int number = 0; number < sent.size(); number++) {
      last = listed.contains(sent.get(number)) ? number : last;
    }
    for (int number = 0; number < sent.size(); number++) {
      if (!listed.contains(sent.get(number))) {
        tally.missing += number > last ? 1 : 0;
        tally.holes += number < last ? 1 : 0;
      }
    }
  }

  private static void read(Client client, Pair pair, String id, Tally tally) throws IOException {
    Someone recipient = pair.recipient();
    Answer answer = client.get("/v1/messages/" + id, recipient.key());
    int number = pair.ids().indexOf(id);
    if (answer.status() != 200) {
      tally.reported++;
    } else if (number < 0 || !answer.text("body").equals(Pair.body(number))) {
      tally.bodies++;
    } else if (!answer.text("subject").equals(Integer.toString(number))) {
      tally.subjects++;
    } else {
      tally.whole++;
    }
  }

  private static void change(Path file, long at, int mask) throws IOException {
    try (RandomAccessFile disk = new RandomAccessFile(file.toFile(), "rw")) {
      disk.seek(at);
      int was = disk.read();
      disk.seek(at);
      disk.write(was ^ mask);
    }
  }

  private static int indexOf(byte[] file, byte[] part) {
    String all = new String(file, StandardCharsets.ISO_8859_1);
    int at = all.indexOf(new String(part, StandardCharsets.ISO_8859_1));
    if (at < 0) {
      throw new IllegalStateException("the body is not in the file");
    }
    return at;
  }
}
