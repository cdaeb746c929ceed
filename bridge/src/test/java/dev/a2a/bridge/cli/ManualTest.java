package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The pages of the manual, as mandoc reads them: the strictest of those that read them.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManualTest {
  private static final String DAEMON_HELP =
      """
      Usage: a2a-daemon [--port PORT]
             a2a-daemon --check

      Keeps the mail.

        --port PORT   0 takes any
                      free one
        --check       read it all

      Example: a2a-daemon --port 0
      """;

  @TempDir Path folder;
  private Typist typist;
  private Path pages;

  @BeforeEach
  void write() throws IOException {
    assumeOrFail(Files.isExecutable(Path.of("/usr/bin/mandoc")), "mandoc is missing");
    Image image = new Image(folder.resolve("image"));
    Path help = Files.writeString(folder.resolve("help"), DAEMON_HELP);
    image.launcher("a2a-daemon", "cat '" + help + "'");
    image.launcher("a2a-bridge", Image.java(dev.a2a.bridge.mcp.Main.class));
    typist = new Typist(folder);
    typist.programs = image.programs();
    Ran ran =
        typist.type("self", "share", folder.resolve("share").toString(), "2026-01-31T00:00:00Z");
    assertEquals("0 ", ran.status() + " " + ran.err());
    pages = folder.resolve("share/man");
  }

  @Test
  void every_command_has_a_page_with_all_that_it_takes() throws Exception {
    assertEquals(List.of(), missing());
    assertTrue(read("man1/a2a-send.1").contains("A2A-SEND(1)"));
  }

  /// The control: what is missing is missed.
  @Test
  void a_command_without_a_page_is_found_and_an_option_that_is_not_in_it() throws Exception {
    Files.delete(pages.resolve("man1/a2a-keys-rotate.1"));
    Path inbox = pages.resolve("man1/a2a-inbox.1");
    Files.writeString(inbox, Files.readString(inbox).replace("\\-\\-cursor", "\\-\\-curser"));

    assertEquals(List.of("a2a-keys-rotate.1", "a2a-inbox.1: --cursor"), sorted(missing()));
  }

  @Test
  void no_page_is_of_a_command_that_is_not_shown() throws IOException {
    try (Stream<Path> all = Files.list(pages.resolve("man1"))) {
      List<String> names = all.map(page -> page.getFileName().toString()).toList();

      assertTrue(names.stream().noneMatch(name -> name.contains("rehearse")), names::toString);
      assertTrue(names.contains("a2a-self-optimize.1"), names::toString);
    }
  }

  @Test
  void mandoc_finds_nothing_wrong_with_any_page() throws Exception {
    List<String> command = new ArrayList<>(List.of("mandoc", "-T", "lint", "-W", "warning"));
    try (Stream<Path> all = Files.walk(pages)) {
      all.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
    }
    assertEquals("", said(command));

    // The control: it would have said so.
    Path broken = folder.resolve("broken.1");
    Files.writeString(broken, Files.readString(pages.resolve("man1/a2a-send.1")) + ".TQP\n");
    assertTrue(
        said(List.of("mandoc", "-T", "lint", "-W", "warning", broken.toString()))
            .contains("unknown macro"));
  }

  @Test
  void the_page_of_a2a_names_every_setting_and_every_exit_status() throws Exception {
    String page = read("man1/a2a.1");

    for (Setting setting : Setting.values()) {
      assertTrue(page.contains(setting.env()), setting.env());
    }
    assertTrue(page.contains("what was waited for did not happen in time"), page);
    assertTrue(page.contains("a2a " + Version.ofThisBuild().number()), page);
    assertTrue(page.contains("2026-01-31"), page);
    assertTrue(!page.contains("](") && !page.contains("%n"), page);
  }

  @Test
  void the_other_programs_have_pages_made_from_their_help() throws Exception {
    String bridge = read("man1/a2a-bridge.1");
    assertTrue(bridge.contains("--profile NAME") && bridge.contains("mcpServers"), bridge);

    String daemon = read("man8/a2a-daemon.8").replaceAll("\\s+", " ");
    assertTrue(daemon.contains("SYNOPSIS a2a-daemon [--port PORT] a2a-daemon --check"), daemon);
    assertTrue(daemon.contains("--port PORT 0 takes any free one"), daemon);
    assertTrue(daemon.contains("EXAMPLES a2a-daemon --port 0"), daemon);
  }

  @ParameterizedTest
  @CsvSource({
    "bash, complete -F _complete_a2a",
    "zsh, #compdef a2a",
    "fish, complete -c a2a -n '__a2a_at send' -l reply-to -x",
  })
  void a_shell_gets_its_script(String shell, String has) throws Exception {
    Ran ran = typist.type("completion", shell);

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains(has), ran.out());
    assertTrue(!ran.out().contains("rehearse"), "a hidden command is offered");
    assertEquals(
        ran.out(), typist.type("completion", shell, "--json").json().path("script").asText());
  }

  @Test
  void words_that_an_option_or_argument_takes_are_offered() {
    String fish = typist.type("completion", "fish").out();

    assertTrue(fish.contains("-l wait-for -x -a 'delivered read replied'"), fish);
    assertTrue(fish.contains("-l store -x -a 'keychain file env exec credential'"), fish);
    assertTrue(fish.contains("'__a2a_at setup' -a 'claude-code claude-desktop codex"), fish);
    assertTrue(fish.contains("'__a2a_at restore' -r -F"), fish);
  }

  private List<String> missing() throws Exception {
    Shell shell = Shell.ofThisProcess();
    List<String> missing = new ArrayList<>();
    missing(new A2a(shell, typist.programs).whole().getCommandSpec(), missing);
    return missing;
  }

  private void missing(CommandSpec spec, List<String> missing) throws Exception {
    String page = spec.qualifiedName("-") + ".1";
    if (Files.notExists(pages.resolve("man1").resolve(page))) {
      missing.add(page);
    } else {
      String text = read("man1/" + page);
      wanted(spec).filter(word -> !text.contains(word)).forEach(w -> missing.add(page + ": " + w));
    }
    for (var below : spec.subcommands().values()) {
      if (!below.getCommandSpec().usageMessage().hidden()) {
        missing(below.getCommandSpec(), missing);
      }
    }
  }

  private static Stream<String> wanted(CommandSpec spec) {
    return Stream.of(
            spec.options().stream().map(OptionSpec::names).flatMap(Stream::of),
            spec.positionalParameters().stream().map(PositionalParamSpec::paramLabel),
            spec.subcommands().values().stream()
                .map(line -> line.getCommandSpec())
                .filter(below -> !below.usageMessage().hidden())
                .map(CommandSpec::name))
        .flatMap(words -> words);
  }

  private String read(String page) throws Exception {
    String text = said(List.of("mandoc", "-T", "ascii", pages.resolve(page).toString()));
    return text.replaceAll(".\b", ""); // Bold and underlined, as printers did it.
  }

  private static List<String> sorted(List<String> list) {
    return list.stream().sorted((a, b) -> Integer.compare(a.length(), b.length())).toList();
  }

  private static String said(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  private static void assumeOrFail(boolean condition, String otherwise) {
    Optional.ofNullable(System.getenv("CI"))
        .filter("true"::equals)
        .ifPresent(_ -> assertTrue(condition, otherwise));
    assumeTrue(condition, otherwise);
  }
}
