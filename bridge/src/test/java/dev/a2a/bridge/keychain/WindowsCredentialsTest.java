package dev.a2a.bridge.keychain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What can be known of the client of the Credential Manager without Windows.
@DisplayNameGeneration(ReplaceUnderscores.class)
class WindowsCredentialsTest {
  @Test
  void the_structure_is_laid_out_as_in_wincred_h() {
    List<Long> offsets =
        Stream.of(
                "Type",
                "TargetName",
                "Comment",
                "LastWrittenLow",
                "CredentialBlobSize",
                "CredentialBlob",
                "Persist",
                "AttributeCount",
                "Attributes",
                "TargetAlias",
                "UserName")
            .map(Advapi::offset)
            .toList();

    assertEquals(List.of(4L, 8L, 16L, 24L, 32L, 40L, 48L, 52L, 56L, 64L, 72L), offsets);
    assertEquals(80, Advapi.CREDENTIALW.byteSize());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void elsewhere_it_is_unavailable() {
    Binding binding = new Binding("https://mail.example.com", "a2a_00000000000a11ce");
    SecretStore store = new WindowsCredentials();

    assertEquals(Kind.UNAVAILABLE, FakeKeychainTest.troubleOf(store.find(binding)));
    assertEquals(Kind.UNAVAILABLE, FakeKeychainTest.troubleOf(() -> store.put(binding, "x")));
    assertEquals(Kind.UNAVAILABLE, FakeKeychainTest.troubleOf(() -> store.delete(binding)));
    assertEquals(
        Kind.DENIED, FakeKeychainTest.troubleOf(() -> store.put(binding, "x".repeat(2561))));
  }

  /// Looks a key up in the keychain of this system; run as a process below.
  static final class LooksUp {
    public static void main(String[] args) {
      System.out.println(
          Keychain.of(System.getenv(), () -> false).find(new Binding("https://x.example", "x")));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nothing_of_it_is_loaded_on_other_systems() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                LooksUp.class.getName())
            .start();
    String loaded = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, process.waitFor());
    assertEquals(true, loaded.contains("dev.a2a.bridge.keychain.Keychain "), "the control");
    assertFalse(loaded.contains("keychain.Advapi"));
    assertFalse(loaded.contains("java.lang.foreign.Linker "));
  }
}
