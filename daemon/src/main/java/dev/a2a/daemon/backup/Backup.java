package dev.a2a.daemon.backup;

import dev.a2a.daemon.backup.Manifest.Contents;
import dev.a2a.daemon.backup.Manifest.Part;
import dev.a2a.daemon.db.DatabaseFile;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Makes a backup: one file, readable by its owner only, which is there whole and on disk, or not
/// at all. The daemon goes on meanwhile; nothing is asked of it.
public final class Backup {
  private final Home home;
  private final String version;

  public Backup(Home home, String version) {
    this.home = home;
    this.version = version;
  }

  /// What was made.
  ///
  /// @param createdAt everything that was acknowledged before is in it
  /// @param highestId of the last message in it; empty when there is none
  /// @param serverKey is the daemon's own key in it?
  /// @param check what is wrong with the mail in it: a backup of damaged data is better than none,
  ///   but must not take the place of a good one
  public record Made(
      String file,
      long bytes,
      Instant createdAt,
      long messages,
      long highestSeq,
      String highestId,
      boolean serverKey,
      FullCheck check) {}

  /// Copies all that was acknowledged until `now`, and perhaps later, into `target`. Takes three
  /// times the room of the data for a while.
  ///
  /// @param force replace a file that is there
  public Made make(Path target, boolean force, Instant now) throws IOException {
    Path file = target.toAbsolutePath();
    Path parent = Objects.requireNonNullElse(file.getParent(), file);
    if (!Files.isDirectory(parent) || Files.isDirectory(file)) {
      throw new Refusal(
          new Problem.UnusableFile(file.toString(), "its folder is missing, or it is one itself"));
    }
    refuseExisting(file, force);
    try (Scratch scratch = Scratch.in(parent)) {
      Path copy = scratch.file(Archive.DATABASE);
      new DatabaseFile(home.database()).copyTo(copy);
      boolean serverKey = copyServerKey(scratch);
      FullCheck check = FullCheck.of(copy, home.database());
      Contents contents = new DatabaseFile(copy).read(Contents::of);
      List<Part> parts = new ArrayList<>(List.of(Archive.describe(copy)));
      if (serverKey) {
        parts.add(Archive.describe(scratch.file(Archive.SERVER_KEY)));
      }
      Path archive = Durable.create(scratch.file("archive"));
      Archive.write(
          archive, new Manifest(Manifest.FORMAT, version, now, contents, parts), scratch.folder());
      refuseExisting(file, force);
      Files.move(archive, file, StandardCopyOption.ATOMIC_MOVE);
      Durable.folder(parent);
      return new Made(
          file.toString(),
          Files.size(file),
          now,
          contents.messages(),
          contents.highestSeq(),
          contents.highestId(),
          serverKey,
          check);
    } catch (StoreException e) {
      throw new Refusal(
          e.damaged()
              ? new Problem.DamagedData(home.database().toString())
              : new Problem.NotWritten(
                  file.toString(), e.diskFull() ? "the disk is full" : "SQLite cannot write it"));
    } catch (IOException e) {
      throw new Refusal(new Problem.NotWritten(file.toString(), why(e)));
    }
  }

  /// After the database, so that a key that was made meanwhile is not missed.
  private boolean copyServerKey(Scratch scratch) throws IOException {
    try {
      Files.copy(home.serverKeyFile(), scratch.file(Archive.SERVER_KEY));
      return true;
    } catch (NoSuchFileException _) {
      return false; // A daemon that needed none so far.
    }
  }

  private static void refuseExisting(Path file, boolean force) {
    if (!force && Files.exists(file)) {
      throw new Refusal(new Problem.FileExists(file.toString()));
    }
  }

  /// What the system says, without the path, which stands before it.
  static String why(IOException e) {
    String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return said != null
        ? said
        : e.getClass()
            .getSimpleName()
            .replace("Exception", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }
}
