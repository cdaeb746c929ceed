package dev.a2a.bridge.keychain;

import static dev.a2a.bridge.keychain.FakeKeychainTest.troubleOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The places that are only read.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SourcesTest {
  private static final Binding ANY = new Binding("https://x.example", "a2a_00000000000a11ce");
  private static final Map<String, String> PATH =
      Map.of("PATH", String.valueOf(System.getenv("PATH")));

  @TempDir Path folder;

  @Test
  void a_variable_is_read_without_the_space_around_it() {
    Map<String, String> env = Map.of("KEY", " secret\n", "EMPTY", "  ");

    assertEquals(new Lookup.Found("secret"), new Variable("KEY", env).find(ANY));
    assertEquals(new Lookup.None(), new Variable("EMPTY", env).find(ANY));
    assertEquals(new Lookup.None(), new Variable("NONE", env).find(ANY));
  }

  @Test
  void a_command_gives_what_it_prints_and_gets_no_input() {
    assertEquals(new Lookup.Found("secret"), command("echo", "  secret  ").find(ANY));
    assertEquals(new Lookup.None(), command("cat").find(ANY), "its input is at its end");
  }

  @Test
  void a_command_is_not_run_by_a_shell() {
    String words = "$HOME;`id`|cat>" + folder.resolve("x");

    assertEquals(new Lookup.Found(words), command("echo", words).find(ANY));
    assertEquals(false, Files.exists(folder.resolve("x")));
  }

  @Test
  void a_command_that_fails_or_is_not_there_is_unavailable_and_its_words_stay_out() {
    Lookup failed = command("sh", "-c", "echo secret; echo secret >&2; exit 3").find(ANY);

    assertEquals(Kind.UNAVAILABLE, troubleOf(failed));
    assertEquals(false, failed.toString().contains("secret"), failed::toString);
    assertEquals(Kind.UNAVAILABLE, troubleOf(command("/nowhere/pass").find(ANY)));
  }

  @Test
  void a_command_that_hangs_is_ended_with_its_children() {
    long start = System.nanoTime();
    Lookup lookup =
        new CommandOutput(List.of("sh", "-c", "sleep 60 & sleep 60"), PATH, Duration.ofMillis(300))
            .find(ANY);

    assertEquals(Kind.TIMEOUT, troubleOf(lookup));
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"./pass", "bin/pass", "../pass"})
  void a_program_in_the_folder_of_a_project_is_not_run(String program) {
    assertEquals(Kind.DENIED, troubleOf(command(program).find(ANY)));
  }

  @Test
  void a_credential_of_a_service_is_read() throws Exception {
    Files.writeString(folder.resolve("a2a-key"), "secret\n");
    Map<String, String> env = Map.of("CREDENTIALS_DIRECTORY", folder.toString());

    assertEquals(new Lookup.Found("secret"), new ServiceCredential("a2a-key", env).find(ANY));
    assertEquals(new Lookup.None(), new ServiceCredential("other", env).find(ANY));
    assertEquals(Kind.UNAVAILABLE, troubleOf(new ServiceCredential("a2a-key", Map.of()).find(ANY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "a/b", ".hidden", "", ".."})
  void a_credential_is_in_its_folder_or_nowhere(String name) {
    Map<String, String> env = Map.of("CREDENTIALS_DIRECTORY", folder.toString());

    assertEquals(Kind.DENIED, troubleOf(new ServiceCredential(name, env).find(ANY)));
  }

  private static CommandOutput command(String... words) {
    return new CommandOutput(List.of(words), PATH, Duration.ofSeconds(20));
  }
}
