package dev.a2a.daemon.backup;

import dev.a2a.daemon.backup.Manifest.Part;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The form of a backup: a ZIP file with `manifest.json` before all others. Every byte that a
/// restore uses is proven against a SHA-256 in the manifest, and the manifest by the checksum of
/// the ZIP format.
final class Archive {
  static final String DATABASE = "a2a.db";
  static final String SERVER_KEY = "server.key";

  private static final String MANIFEST = "manifest.json";
  private static final int MANIFEST_MAX = 1 << 20;
  private static final int CHUNK = 64 << 10;

  private Archive() {}

  /// Describes a file under the name that it has.
  static Part describe(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha256 = sha256();
      long bytes = 0;
      byte[] chunk = new byte[CHUNK];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        sha256.update(chunk, 0, n);
        bytes += n;
      }
      String name = String.valueOf(file.getFileName());
      return new Part(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
  }

  /// Writes the manifest and its files, which are in `folder`, into an empty file.
  static void write(Path archive, Manifest manifest, Path folder) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(manifest.json());
      for (Part part : manifest.files()) {
        zip.putNextEntry(new ZipEntry(part.name()));
        Files.copy(folder.resolve(part.name()), zip);
      }
    }
    Durable.file(archive);
  }

  /// The manifest of an archive. Refused where it is none of ours, or not whole.
  static Manifest manifest(Path archive) {
    return Manifest.read(
        reading(
            archive,
            zip -> {
              try (InputStream in = entry(zip, MANIFEST)) {
                return in.readNBytes(MANIFEST_MAX);
              }
            }),
        archive);
  }

  /// Unpacks one file into a folder and onto the disk. Refused where it is not what the manifest
  /// says.
  ///
  /// @throws IOException if it cannot be written
  static Path unpack(Path archive, Part part, Path folder) throws IOException {
    Path file = Durable.create(folder.resolve(part.name()));
    try (OutputStream out = Files.newOutputStream(file)) {
      MessageDigest sha256 = sha256();
      long bytes = reading(archive, zip -> copy(zip, part, sha256, out));
      if (bytes != part.bytes()
          || !part.sha256().equals(HexFormat.of().formatHex(sha256.digest()))) {
        throw bad(archive, part.name() + " in it is not what was stored");
      }
    } catch (NotWritten e) {
      throw e.why;
    }
    Durable.file(file);
    return file;
  }

  private interface Reading<T> {
    T from(ZipFile zip) throws IOException;
  }

  private static <T> T reading(Path archive, Reading<T> work) {
    if (!Files.isRegularFile(archive)) {
      throw new Refusal(new Problem.UnusableFile(archive.toString(), "it is not there"));
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return work.from(zip);
    } catch (IOException | IllegalArgumentException _) {
      // The second is what the library throws for names that are no UTF-8.
      throw bad(archive, "it is no backup, or not whole");
    }
  }

  private static long copy(ZipFile zip, Part part, MessageDigest sha256, OutputStream out)
      throws IOException {
    try (InputStream in = entry(zip, part.name())) {
      long bytes = 0;
      byte[] chunk = new byte[CHUNK];
      // Not a byte more than was promised: a small archive can hold a very large file.
      for (int n = in.read(chunk); n >= 0 && bytes <= part.bytes(); n = in.read(chunk)) {
        sha256.update(chunk, 0, n);
        bytes += n;
        write(out, chunk, n);
      }
      return bytes;
    }
  }

  private static void write(OutputStream out, byte[] chunk, int n) {
    try {
      out.write(chunk, 0, n);
    } catch (IOException e) {
      throw new NotWritten(e); // Not to be taken for a fault of the archive.
    }
  }

  private static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException(name + " is missing");
    }
    return zip.getInputStream(entry);
  }

  private static Refusal bad(Path archive, String why) {
    return new Refusal(new Problem.BadBackup(archive.toString(), why));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class NotWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException why;

    NotWritten(IOException why) {
      super(why);
      this.why = why;
    }
  }
}
