package dev.a2a.daemon.backup;

import dev.a2a.daemon.backup.Manifest.Contents;
import dev.a2a.daemon.backup.Manifest.Part;
import dev.a2a.daemon.db.DataLock;
import dev.a2a.daemon.db.DatabaseFile;
import dev.a2a.daemon.db.StoreException;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Home;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts a backup in place of the data, once it is proven whole. No daemon can run meanwhile, and
/// none starts on what an interrupted restore has left. What was there is kept, in a folder beside.
public final class Restore {
  private static final Set<String> KNOWN = Set.of(Archive.DATABASE, Archive.SERVER_KEY);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Home home;

  public Restore(Home home) {
    this.home = home;
  }

  /// What was restored.
  ///
  /// @param createdAt mail acknowledged after that is not in it
  /// @param kept the folder with what was there before; null when there was nothing
  public record Restored(
      String data,
      String file,
      Instant createdAt,
      String version,
      long messages,
      long highestSeq,
      String highestId,
      boolean serverKey,
      @Nullable String kept) {}

  /// Refuses to use data that a restore was about to replace when it was interrupted: they are
  /// neither the old nor the new.
  public static void refuseUnfinished(Home home) {
    if (Files.exists(unfinished(home))) {
      throw new Refusal(new Problem.RestoreUnfinished(home.data().toString()));
    }
  }

  /// Restores `archive`.
  ///
  /// @param force replace data that are there
  /// @param now names the folder that keeps them
  public Restored restore(Path archive, boolean force, Instant now) throws IOException {
    Manifest manifest = Archive.manifest(archive);
    if (manifest.contents().schema() > DatabaseFile.newestSchema()) {
      throw new Refusal(new Problem.NewerData(archive.toString()));
    }
    try {
      Durable.createFolder(home.data());
      try (DataLock _ = DataLock.take(home.lockFile());
          Scratch scratch = Scratch.in(home.data())) {
        if (!force && Files.exists(home.database()) && !Files.exists(unfinished(home))) {
          throw new Refusal(new Problem.DataExists(home.data().toString()));
        }
        unpack(archive, manifest, scratch);
        return put(archive, manifest, scratch, now);
      }
    } catch (IOException e) {
      throw new Refusal(new Problem.NotWritten(home.data().toString(), Backup.why(e)));
    }
  }

  private static void unpack(Path archive, Manifest manifest, Scratch scratch) throws IOException {
    for (Part part : manifest.files()) {
      if (!KNOWN.contains(part.name())) {
        throw bad(archive, "it holds a file that is not known here");
      }
      Archive.unpack(archive, part, scratch.folder());
    }
    try {
      DatabaseFile database = new DatabaseFile(scratch.file(Archive.DATABASE));
      if (!database.read(DatabaseFile::quickCheck)) {
        throw bad(archive, "its database is damaged");
      }
      if (!database.read(Contents::of).equals(manifest.contents())) {
        throw bad(archive, "its database is not the one that its manifest describes");
      }
    } catch (StoreException _) {
      throw bad(archive, "its database cannot be read");
    }
  }

  /// From the rename on that gives the unpacked files their name until the last file is in its
  /// place, no daemon starts here.
  private Restored put(Path archive, Manifest manifest, Scratch scratch, Instant now)
      throws IOException {
    Path ready = unfinished(home);
    Scratch.remove(ready); // Of a restore that was interrupted; nothing but a copy.
    Files.move(scratch.folder(), ready);
    Durable.folder(home.data());
    boolean serverKey = Files.exists(ready.resolve(Archive.SERVER_KEY));
    Path kept = keep(serverKey, now);
    if (serverKey) {
      Files.move(ready.resolve(Archive.SERVER_KEY), home.serverKeyFile());
    }
    // Over the empty file that a daemon makes before it is told that the data are in use.
    Files.move(ready.resolve(Archive.DATABASE), home.database(), StandardCopyOption.ATOMIC_MOVE);
    Durable.folder(home.data());
    Scratch.remove(ready);
    Durable.folder(home.data());
    Contents contents = manifest.contents();
    return new Restored(
        home.data().toString(),
        archive.toString(),
        manifest.createdAt(),
        manifest.version(),
        contents.messages(),
        contents.highestSeq(),
        contents.highestId(),
        serverKey,
        kept == null ? null : kept.toString());
  }

  /// Moves what will be replaced into a folder of its own. The log goes with its database: beside
  /// another one, SQLite would write it into that.
  private @Nullable Path keep(boolean serverKey, Instant now) throws IOException {
    Path database = home.database();
    List<Path> replaced =
        List.of(
            database,
            database.resolveSibling(database.getFileName() + "-wal"),
            database.resolveSibling(database.getFileName() + "-shm"),
            serverKey ? home.serverKeyFile() : database);
    if (replaced.stream().noneMatch(Files::exists)) {
      return null;
    }
    Path folder = fresh("replaced-" + STAMP.format(now));
    for (Path file : replaced) {
      if (Files.exists(file)) {
        Files.move(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
    Durable.folder(folder);
    Durable.folder(home.data());
    return folder;
  }

  private Path fresh(String name) throws IOException {
    for (int i = 1; ; i++) {
      Path folder = home.data().resolve(i == 1 ? name : name + "-" + i);
      try {
        return Durable.createNewFolder(folder);
      } catch (FileAlreadyExistsException _) {
        // Two restores in one second: the next number.
      }
    }
  }

  private static Path unfinished(Home home) {
    return home.data().resolve("restoring");
  }

  private static Refusal bad(Path archive, String why) {
    return new Refusal(new Problem.BadBackup(archive.toString(), why));
  }
}
