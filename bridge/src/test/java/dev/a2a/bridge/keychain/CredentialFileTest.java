package dev.a2a.bridge.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CredentialFileTest extends StoreContract {
  @TempDir Path folder;

  @Override
  CredentialFile store() {
    return new CredentialFile(
        Settings.of(Map.of(), Map.of("A2A_CONFIG_DIR", folder.toString())).home());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
  void a_file_that_others_can_get_at_is_neither_read_nor_written(String mode) throws Exception {
    store().put(ALICE, KEY);
    Path file = folder.resolve("credentials.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    Refusal reading = assertThrows(Refusal.class, () -> store().find(ALICE));
    assertEquals("unreadable_config", reading.problem().code());
    assertTrue(reading.problem().detail().contains("chmod 600"), reading.problem()::detail);
    assertThrows(Refusal.class, () -> store().put(ALICE, OTHER));
    assertThrows(Refusal.class, () -> store().probe());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(new Lookup.Found(KEY), store().find(ALICE), "the control");
  }

  @Test
  void the_file_is_for_its_owner_alone_from_the_start() throws Exception {
    store().put(ALICE, KEY);

    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("credentials.json"))));
  }
}
