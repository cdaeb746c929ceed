package dev.a2a.daemon.fault;

import dev.a2a.daemon.fault.Client.Answer;
import dev.a2a.daemon.fault.Pair.Verdict;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A small disk in memory that something else fills. Mounting it takes root.
final class FullDisk implements AutoCloseable {
  private static final int PAIRS = 4;
  private static final int MORE_THAN_FITS = 30_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final byte[] PIECE = new byte[4096];

  private final Path disk;

  private FullDisk(Path disk) {
    this.disk = disk;
  }

  /// A disk of 16 MiB at `folder`; empty when this process may not.
  static Optional<FullDisk> at(Path folder) throws IOException {
    Files.createDirectories(folder);
    return run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString())
        ? Optional.of(new FullDisk(folder))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", disk.toString())) {
      throw new IOException("cannot unmount " + disk);
    }
  }

  /// What came of it.
  ///
  /// @param codes what senders were refused with while it was full
  /// @param ready the answer to `/readyz` then
  /// @param read messages that could be read then
  /// @param marked messages that could be marked then
  /// @param again could the same daemon store once there was room?
  record Outcome(
      Set<String> codes, String ready, int read, int marked, boolean again, Verdict verdict) {

    boolean refusedAndRecovered() {
      return codes.equals(Set.of("storage_full"))
          && ready.equals("storage_full")
          && read > 0
          && marked == read
          && again;
    }
  }

  /// Fills the disk but for so many bytes, lets agents send until they are refused, reads and
  /// marks, and makes room again.
  ///
  /// @param ballast is there anything else on the disk? Without it nothing is full: the control
  Outcome fill(List<String> program, long leave, boolean ballast) throws IOException {
    Path data = Files.createDirectory(disk.resolve("data"));
    Path filler = disk.resolve("filler");
    try (Victim victim = Victim.start(program, data, Map.of())) {
      Client client = victim.client();
      Mail mail = new Mail(Pair.make(client, PAIRS));
      mail.send(client, 100);
      if (ballast) {
        fillUp(filler, leave);
      }
      Set<String> codes = new TreeSet<>(mail.send(client, ballast ? MORE_THAN_FITS : 100));
      codes.addAll(mail.send(client, PAIRS));
      Answer answer = client.get("/readyz", "");
      String ready = answer.code().isEmpty() ? answer.text("status") : answer.code();
      int read = 0;
      int marked = 0;
      for (Pair pair : mail.pairs()) {
        String key = pair.recipient().key();
        for (var item : client.get("/v1/inbox?limit=10", key).json().path("messages")) {
          Map<String, String> id = Map.of("message_id", item.path("id").asText());
          read += client.get("/v1/messages/" + id.get("message_id"), key).status() == 200 ? 1 : 0;
          marked += client.post("/v1/inbox/read", key, id).json().path("marked").asInt();
        }
      }
      Files.deleteIfExists(filler);
      boolean again = storesSoon(mail, client);
      return new Outcome(codes, ready, read, marked, again, mail.judge(data, true));
    } finally {
      for (Path file : Folders.files(data)) {
        Files.delete(file);
      }
      Files.delete(data);
      Files.deleteIfExists(filler);
    }
  }

  private static boolean storesSoon(Mail mail, Client client) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < end) {
      if (mail.send(client, PAIRS).isEmpty()) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return false;
  }

  private void fillUp(Path filler, long leave) throws IOException {
    try (FileOutputStream out = new FileOutputStream(filler.toFile())) {
      while (Files.getFileStore(disk).getUsableSpace() > leave) {
        out.write(PIECE);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Path.of("/dev/null").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
