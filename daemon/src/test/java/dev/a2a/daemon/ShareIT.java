package dev.a2a.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.Image.Said;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the image holds under `share`: completions, tried by pressing Tab in a real shell on a
/// terminal of its own, and the pages of the manual.
class ShareIT {
  private final Image image = Image.built();
  private final Path share = image.home().resolve("share");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "bash, bash --norc --noprofile -i, source a2a.bash",
    "zsh, zsh -f -i, 'fpath=($PWD $fpath); autoload -U compinit; compinit -u -D'",
    "fish, fish --no-config -i, source a2a.fish",
  })
  void a_shell_completes_commands_options_and_words(String shell, String start, String load)
      throws Exception {
    try (Terminal terminal = terminal(shell, start)) {
      terminal.types(load + "; echo lo''aded\n");
      terminal.shows("loaded");

      terminal.types("a2a se\t\t");
      terminal.shows("search");
      terminal.shows("setup");
      terminal.types("\u0015a2a sen\t--reply\tID\n");
      terminal.shows("<send --reply-to ID>");
      terminal.types("a2a keys rot\t\n");
      terminal.shows("<keys rotate>");
      terminal.types("a2a completion zs\t\n");
      terminal.shows("<completion zsh>");
    }
  }

  /// The control: it is not the shell alone that does it.
  @Test
  void without_the_script_nothing_is_completed() throws Exception {
    try (Terminal terminal = terminal("bash", "bash --norc --noprofile -i")) {
      terminal.types("a2a sen\t--reply\tID\n");
      terminal.shows("ID>");

      assertFalse(terminal.shown().contains("<send --reply-to ID>"), terminal::shown);
    }
  }

  @Test
  void what_is_packed_is_what_the_programs_say() throws Exception {
    Path again = folder.resolve("share");
    String released = Files.readString(share.resolve("man/man1/a2a.1")).split(" ", 5)[3];
    Said said =
        Image.run(
            folder,
            Map.of("A2A_AOT_CACHE", "off"),
            "",
            List.of(
                image.launcher("a2a").toString(),
                "self",
                "share",
                again.toString(),
                released + "T00:00:00Z"));

    assertEquals(0, said.status(), said.err());
    assertEquals(contents(again), contents(share));
    assertTrue(contents(share).size() > 60, () -> contents(share).keySet().toString());
  }

  private static Map<String, String> contents(Path folder) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return contents;
  }

  private Terminal terminal(String shell, String start) throws Exception {
    Image.there(found("script") && found(shell), "install script and " + shell);
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path a2a = bin.resolve("a2a");
    Files.writeString(a2a, "#!/bin/sh\necho \"<$*>\"\n");
    assertTrue(a2a.toFile().setExecutable(true));
    return new Terminal(share.resolve("completions"), bin, folder, start);
  }

  private static boolean found(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// A shell at a terminal, with a program `a2a` that prints what it was given.
  private static final class Terminal implements AutoCloseable {
    private final Process process;
    private final Writer keys;
    private final AtomicReference<String> screen = new AtomicReference<>("");

    Terminal(Path folder, Path bin, Path home, String shell) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder("script", "-qec", "stty cols 120 rows 40; exec " + shell, "/dev/null");
      builder.directory(folder.toFile()).redirectErrorStream(true);
      Map<String, String> env = builder.environment();
      env.put("PATH", bin + ":" + env.get("PATH"));
      env.putAll(
          Map.of("HOME", home.toString(), "TERM", "xterm", "LC_ALL", "C.UTF-8", "PS1", "> "));
      process = builder.start();
      keys = process.outputWriter(StandardCharsets.UTF_8);
      Thread.ofVirtual().start(this::look);
    }

    void types(String text) throws IOException {
      screen.set("");
      keys.write(text);
      keys.flush();
    }

    void shows(String text) {
      try {
        Awaitility.await(text)
            .atMost(60, TimeUnit.SECONDS)
            .failFast("the shell has ended", () -> !process.isAlive())
            .until(() -> shown().contains(text));
      } catch (ConditionTimeoutException e) {
        throw new AssertionError("there is no " + text + " in " + shown(), e);
      }
    }

    String shown() {
      return screen.get();
    }

    private void look() {
      char[] some = new char[4096];
      try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
        for (int n = reader.read(some); n >= 0; n = reader.read(some)) {
          screen.accumulateAndGet(new String(some, 0, n), String::concat);
        }
      } catch (IOException _) {
        // The terminal was closed, and with it what it shows.
      }
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
