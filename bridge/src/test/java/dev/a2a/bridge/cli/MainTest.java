package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as a process, for what only a process has: its arguments, locale and streams.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MainTest {
  @TempDir Path folder;

  private Process a2a(String locale, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(new Typist(folder).env);
    builder.environment().put("LC_ALL", locale);
    return builder.start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  void what_is_typed_arrives_in_any_locale(String locale) throws Exception {
    Process process = a2a(locale, "", "grüße 日", "");
    process.getOutputStream().close();
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(2, process.exitValue(), said);
    process = a2a(locale, "inbox", "grüße 日", "");
    said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertTrue(said.contains("\"grüße 日\""), said);
  }

  @Test
  void an_answer_that_nobody_can_take_is_an_error() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "'%s' -cp '%s' %s --version > /dev/full"
                    .formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Main.class.getName()))
            .start();
    String said = new String(process.getErrorStream().readAllBytes(), UTF_8);

    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(1, process.exitValue());
    assertTrue(said.contains("standard output"), said);
  }
}
