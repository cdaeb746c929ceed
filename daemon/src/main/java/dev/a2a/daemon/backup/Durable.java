package dev.a2a.daemon.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files for their owner only, and on disk when a call returns.
final class Durable {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private Durable() {}

  /// Makes an empty file.
  static Path create(Path file) throws IOException {
    return Files.createFile(file, mode("rw-------"));
  }

  /// Makes a folder, and those above it.
  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, mode("rwx------"));
  }

  /// Makes a folder that is not there yet.
  static Path createNewFolder(Path folder) throws IOException {
    return Files.createDirectory(folder, mode("rwx------"));
  }

  /// Returns when what was written to the file is on disk.
  static void file(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /// Returns when the names in the folder are on disk.
  static void folder(Path folder) throws IOException {
    if (!POSIX) {
      return; // Windows cannot open a folder, and keeps names without being asked.
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] mode(String mode) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
