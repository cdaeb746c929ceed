package dev.a2a.bridge.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TerminalTest {
  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "日本, 4",
    "é, 1",
    "👍, 2",
    "👩🏽‍🚀, 2",
    "❤️, 2",
    "🇩🇪, 2",
    "한국, 4",
    "می‌خ, 3",
    "…, 1",
    "'', 0",
  })
  void columns_are_those_that_a_terminal_uses(String text, int columns) {
    assertEquals(columns, DisplayWidth.of(text));
  }

  @Test
  void a_cut_never_splits_a_character() {
    assertEquals("日…", DisplayWidth.cut("日本語", 4));
    assertEquals("日本語", DisplayWidth.cut("日本語", 6));
    assertEquals("a…", DisplayWidth.cut("a👩🏽‍🚀bc", 3));
    assertEquals("👍", DisplayWidth.start("👍👍", 1), "at least one, or folding would not end");
  }

  @Test
  void a_table_is_aligned_and_fits() {
    Table table = new Table(10, "WHO", "WHAT");
    table.row("日本", "x");
    table.row("a much longer name", "y\n" + "z".repeat(100));

    List<String> lines = table.lines(40);
    assertEquals("WHO         WHAT", lines.get(0));
    assertEquals("日本        x", lines.get(1));
    assertEquals("a much lo…  y\\u{A}" + "z".repeat(21) + "…", lines.get(2));
    assertTrue(lines.stream().allMatch(line -> DisplayWidth.of(line) <= 40));
  }

  @Test
  void tabs_in_a_body_are_columns_and_an_empty_line_keeps_its_bar() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Screen(new PrintStream(out, true, UTF_8), false).body("a\tb\n\n\tc");

    assertEquals("│ a       b\n│ \n│         c\n", out.toString(UTF_8));
  }

  @Test
  void a_title_gives_way_to_what_stands_at_its_right() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Screen(new PrintStream(out, true, UTF_8), true).sides(Style.STRONG, "日".repeat(60), "now");

    assertEquals("\u001b[1m" + "日".repeat(37) + "…  now\u001b[0m\n", out.toString(UTF_8));
  }

  @Test
  void input_is_read_up_to_its_limit_and_must_be_text() {
    assertEquals("é", input(new byte[] {(byte) 0xC3, (byte) 0xA9}).all(2));
    assertEquals("é", input(new byte[] {(byte) 0xC3, (byte) 0xA9}).firstOrRefuse("it", 2));
    assertEquals("", input(new byte[0]).firstOrRefuse("it", 2));
    assertThrows(Refusal.class, () -> input(new byte[3]).all(2));
    assertThrows(Refusal.class, () -> input(new byte[3]).firstOrRefuse("it", 2));
    assertThrows(Refusal.class, () -> input(new byte[] {(byte) 0xC3}).all(2));
  }

  @Test
  void input_that_does_not_come_is_refused_and_input_that_is_slow_is_not() throws IOException {
    try (var writer = new PipedOutputStream();
        var reader = new PipedInputStream(writer)) {
      TextInput impatient = new TextInput("it", reader, Duration.ofMillis(20));
      Refusal refusal = assertThrows(Refusal.class, () -> impatient.firstOrRefuse("text", 9));
      assertTrue(refusal.problem().detail().contains("Nothing came on it. Give text."));
    }
    try (var writer = new PipedOutputStream();
        var reader = new PipedInputStream(writer)) {
      writer.write('a');
      Thread.ofVirtual()
          .start(() -> {
            try (writer) {
              writer.write('b');
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      assertEquals("ab", new TextInput("it", reader).firstOrRefuse("text", 9));
    }
  }

  private static TextInput input(byte[] bytes) {
    return new TextInput("it", new ByteArrayInputStream(bytes));
  }
}
