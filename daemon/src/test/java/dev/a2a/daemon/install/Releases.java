package dev.a2a.daemon.install;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Releases on a server of this machine, laid out like those of GitHub: `download/vV/FILE`, and
/// `latest/download/FILE` for the one that was published last.
final class Releases implements AutoCloseable {
  static final String CHECKSUMS = "checksums_sha256.txt";

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  Releases(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          Path file = folder.resolve(path.substring(1)).normalize();
          if (file.startsWith(folder) && Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(200, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
              Files.copy(file, body);
            }
          } else {
            exchange.sendResponseHeaders(404, -1);
          }
          exchange.close();
        });
    server.start();
  }

  /// What `A2A_RELEASES` has to be.
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The paths that were asked for since this was last called.
  List<String> asked() {
    List<String> paths = List.copyOf(asked);
    asked.clear();
    return paths;
  }

  Path archive(String version) {
    return folder.resolve("download/v" + version).resolve(name(version));
  }

  Path checksums(String version) {
    return folder.resolve("download/v" + version).resolve(CHECKSUMS);
  }

  static String name(String version) {
    return "a2a-" + version + "-" + platform() + ".tar.gz";
  }

  private static String platform() {
    String os = System.getProperty("os.name").startsWith("Mac") ? "osx" : "linux";
    return os + "-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64");
  }

  /// Writes the checksums of the archive, which must be there, and makes it the latest release.
  void publish(String version) throws IOException {
    // As JReleaser writes them: all files of the release, this platform's among others.
    String sums =
        "0".repeat(64)
            + "  a2a-"
            + version
            + "-elsewhere-x86_64.tar.gz\n"
            + sha256(archive(version))
            + "  "
            + name(version)
            + "\n";
    Files.writeString(checksums(version), sums);
    Files.createDirectories(folder.resolve("latest/download"));
    Files.writeString(folder.resolve("latest/download").resolve(CHECKSUMS), sums);
  }

  static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
