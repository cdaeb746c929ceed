package dev.a2a.shared.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which build this is. `commit` is empty where it was not made from a repository.
public record Version(String number, String commit, String repository) {

  /// The version of this build, from the file that Maven fills in.
  public static Version ofThisBuild() {
    try (InputStream in = Version.class.getResourceAsStream("/dev/a2a/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new Version(
          properties.getProperty("version"),
          properties.getProperty("commit"),
          properties.getProperty("repository"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `--version` says, after the name of the program.
  public String line() {
    String java = "JDK " + Runtime.version();
    return number + " (" + (commit.isEmpty() ? "" : "commit " + commit + ", ") + java + ")";
  }
}
