package dev.a2a.bridge.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.json.Trees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// A JSON file that only its owner may read (0600 in a folder of 0700), changed as a whole.
///
/// A change is made under a lock file beside it, written under another name, synced, and renamed:
/// readers see the old or the new text, and of two writers neither loses its change. Safe for use
/// by many threads and processes.
public final class PrivateJsonFile {
  private static final Object IN_THIS_PROCESS = new Object();
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;

  public PrivateJsonFile(Path path) {
    this.path = path;
  }

  /// The object in the file; empty when there is no file.
  public ObjectNode read() {
    if (!Files.exists(path)) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode root = Trees.read(path);
      if (root instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException _) {
      // Said below, as for JSON that is not an object. Its text may hold secrets and is not
      // repeated.
    }
    throw new Refusal(new Problem.UnreadableConfig(path.toString(), "it is not a JSON object"));
  }

  /// Reads, changes and replaces the file.
  public void change(Consumer<ObjectNode> change) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder");
    Files.createDirectories(folder, mode("rwx------"));
    synchronized (IN_THIS_PROCESS) { // A file lock is the process's, not the thread's.
      try (FileChannel lock =
              FileChannel.open(
                  folder.resolve(path.getFileName() + ".lock"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  mode("rw-------"));
          var _ = lock.lock()) {
        ObjectNode root = read();
        change.accept(root);
        replace(folder, Json.answers().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
      }
    }
  }

  private void replace(Path folder, byte[] text) throws IOException {
    Path fresh = Files.createTempFile(folder, path.getFileName().toString(), "", mode("rw-------"));
    try {
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(text));
        out.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
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
