package dev.a2a.bridge.keychain;

import static dev.a2a.bridge.keychain.FakeKeychainTest.troubleOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client of `security` against a script that has its verbs, its exit statuses, and its habit
/// of cutting lines; what a real one does is not known from here.
@DisplayNameGeneration(ReplaceUnderscores.class)
class MacKeychainTest extends StoreContract {
  private static final String STAND_IN =
      """
      #!/bin/sh
      echo "$*" >> "$STAND_IN/argv"
      [ -z "$STAND_IN_FAILS" ] || exit "$STAND_IN_FAILS"
      name() { printf '%s' "$STAND_IN/item-$1-$2" | tr '/:' '__' | sed "s,^.*item-,$STAND_IN/item-,"; }
      case $1 in
        -i)
          read -r line
          line=$(printf '%s' "$line" | cut -c 1-4096)
          eval "set -- $line"
          [ "$1 $2 $3 $5 $7" = "add-generic-password -U -s -a -w" ] || exit 2
          printf '%s\\n' "$8" > "$(name "$4" "$6")" ;;
        find-generic-password)
          [ "$2 $4 $6" = "-s -a -w" ] || exit 2
          cat "$(name "$3" "$5")" 2>/dev/null || exit 44 ;;
        delete-generic-password)
          [ "$2 $4" = "-s -a" ] || exit 2
          rm "$(name "$3" "$5")" 2>/dev/null || exit 44 ;;
        *) exit 2 ;;
      esac
      """;

  @TempDir Path folder;

  @Override
  SecretStore store() throws IOException {
    return store(Map.of());
  }

  private SecretStore store(Map<String, String> more) throws IOException {
    Path program = Files.writeString(folder.resolve("security"), STAND_IN);
    assertTrue(program.toFile().setExecutable(true));
    Map<String, String> env = new HashMap<>(more);
    env.put("PATH", String.valueOf(System.getenv("PATH")));
    env.put("STAND_IN", folder.toString());
    return new MacKeychain(program, env, Patience.USUAL);
  }

  @Test
  void no_argument_ever_holds_the_secret() throws Exception {
    SecretStore store = store();
    store.put(ALICE, KEY);
    store.find(ALICE);
    store.delete(ALICE);

    String arguments = Files.readString(folder.resolve("argv"));
    assertTrue(arguments.contains("find-generic-password"), "the control");
    assertFalse(arguments.contains(KEY.substring(8)), arguments);
    assertFalse(arguments.contains("add-generic-password"), "written through standard input");
  }

  @ParameterizedTest
  @CsvSource({
    "36, LOCKED",
    "51, LOCKED",
    "128, DENIED",
    "37, UNAVAILABLE",
    "50, UNAVAILABLE",
    "1, UNAVAILABLE"
  })
  void exit_statuses_have_a_meaning(String status, Kind kind) throws Exception {
    SecretStore store = store(Map.of("STAND_IN_FAILS", status));

    assertEquals(kind, troubleOf(store.find(ALICE)));
    assertEquals(kind, troubleOf(() -> store.put(ALICE, KEY)));
    assertEquals(kind, troubleOf(() -> store.delete(ALICE)));
  }

  @Test
  void a_line_that_would_be_cut_is_not_written() throws Exception {
    SecretStore store = store();

    assertEquals(Kind.DENIED, troubleOf(() -> store.put(ALICE, "x".repeat(3000))));
    assertFalse(Files.exists(folder.resolve("argv")));
  }

  @Test
  void a_name_that_could_become_a_command_is_not_used() throws Exception {
    Binding hostile = new Binding("https://x\" -w \"y", ALICE.agentId());

    SecretStore store = store();

    assertEquals(Kind.DENIED, troubleOf(() -> store.put(hostile, KEY)));
    assertEquals(Kind.DENIED, troubleOf(store.find(hostile)));
    assertFalse(Files.exists(folder.resolve("argv")));
  }

  @Test
  void what_hangs_is_ended() throws Exception {
    Path program = Files.writeString(folder.resolve("hangs"), "#!/bin/sh\nsleep 60\n");
    assertTrue(program.toFile().setExecutable(true));
    Patience patience = new Patience(Duration.ofMillis(300), Duration.ofMillis(300));
    SecretStore store =
        new MacKeychain(program, Map.of("PATH", String.valueOf(System.getenv("PATH"))), patience);
    long start = System.nanoTime();

    assertEquals(Kind.TIMEOUT, troubleOf(store.find(ALICE)));
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
  }

  @Test
  void without_the_program_it_is_unavailable() {
    SecretStore store = new MacKeychain(Path.of("/nowhere"), Map.of(), Patience.USUAL);

    assertEquals(Kind.UNAVAILABLE, troubleOf(store.find(ALICE)));
  }
}
