package dev.a2a.bridge.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of another program, replaced as a whole: its readers see the old or the new text. Links
/// are followed, and the mode is kept; a new file is for its owner only.
public final class ConfigFile {
  private static final int LINKS_MAX = 16;
  private static final int BYTES_MAX = 64 * 1024 * 1024;

  private final Path path;

  public ConfigFile(Path path) {
    this.path = path;
  }

  /// What is in it; empty if there is no file.
  public Optional<byte[]> bytes() throws Unusable {
    try {
      Path target = target();
      if (!Files.exists(target)) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(target)) {
        throw new Unusable("it is not a file");
      }
      if (Files.size(target) > BYTES_MAX) {
        throw new Unusable("it is too large");
      }
      return Optional.of(Files.readAllBytes(target));
    } catch (IOException e) {
      throw new Unusable("it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /// Replaces what was read `before`; refused if it is something else by now.
  public void replace(Optional<byte[]> before, byte[] after) throws Unusable {
    Path target = writable();
    Path folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
    @Nullable Path fresh = null;
    try {
      Files.createDirectories(folder);
      fresh = Files.createTempFile(folder, "." + target.getFileName(), ".a2a"); // 0600 on POSIX.
      copyMode(target, fresh);
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(after);
        while (left.hasRemaining()) {
          out.write(left);
        }
        out.force(true);
      }
      refuseIfChanged(before);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unusable("it cannot be written (" + e.getClass().getSimpleName() + ")");
    } finally {
      remove(fresh);
    }
  }

  /// Removes a file that holds what was read `before`.
  public void remove(byte[] before) throws Unusable {
    Path target = writable();
    refuseIfChanged(Optional.of(before));
    try {
      Files.delete(target);
    } catch (IOException e) {
      throw new Unusable("it cannot be removed (" + e.getClass().getSimpleName() + ")");
    }
  }

  /// Refuses a file that its owner has protected, before anything is asked of her.
  public Path writable() throws Unusable {
    try {
      Path target = target();
      if (Files.exists(target) && (!Files.isWritable(target) || protectedByMode(target))) {
        throw new Unusable("it is read-only");
      }
      return target;
    } catch (IOException e) {
      throw new Unusable("it cannot be reached (" + e.getClass().getSimpleName() + ")");
    }
  }

  private void refuseIfChanged(Optional<byte[]> before) throws Unusable {
    if (!Arrays.equals(before.orElse(null), bytes().orElse(null))) {
      throw new Unusable("somebody else changed it at the same moment; try again");
    }
  }

  /// Where the links end, whether or not a file is there.
  private Path target() throws IOException {
    Path at = path.toAbsolutePath();
    for (int i = 0; i < LINKS_MAX; i++) {
      if (!Files.isSymbolicLink(at)) {
        return at;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
    }
    throw new FileSystemLoopException(path.toString());
  }

  // To the superuser every file is writable, and a mode still says what its owner wants.
  private static boolean protectedByMode(Path target) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(target, PosixFileAttributeView.class);
    return view != null
        && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
  }

  private static void copyMode(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null && Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  private static void remove(@Nullable Path fresh) {
    try {
      if (fresh != null) {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
