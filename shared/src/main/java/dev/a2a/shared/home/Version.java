package dev.a2a.shared.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What `--version` says.
public record Version(String number, String repository) {

  /// The version of this build, from the file that Maven fills in.
  public static Version ofThisBuild() {
    try (InputStream in = Version.class.getResourceAsStream("/dev/a2a/version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new Version(properties.getProperty("version"), properties.getProperty("repository"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
