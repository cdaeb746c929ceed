package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// A credential that systemd gives to a service: a file in `$CREDENTIALS_DIRECTORY`.
record ServiceCredential(String name, Map<String, String> env) implements SecretSource {
  private static final String FOLDER = "CREDENTIALS_DIRECTORY";
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  @Override
  public Lookup find(Binding binding) {
    String folder = env.getOrDefault(FOLDER, "");
    if (folder.isEmpty()) {
      return failed(Kind.UNAVAILABLE, FOLDER + " is not set, as it is in a service of systemd");
    }
    if (!FILE_NAME.matcher(name).matches()) {
      return failed(Kind.DENIED, "its name is not that of a file");
    }
    try {
      String secret = Files.readString(Path.of(folder, name)).strip();
      return secret.isEmpty() ? new Lookup.None() : new Lookup.Found(secret);
    } catch (NoSuchFileException _) {
      return new Lookup.None();
    } catch (IOException _) {
      return failed(Kind.DENIED, "it cannot be read");
    }
  }

  @Override
  public String place() {
    return "the credential " + name + " of this service";
  }

  private Lookup failed(Kind kind, String why) {
    return new Lookup.Failed(new Trouble(kind, "The credential \"" + name + "\"", why));
  }
}
