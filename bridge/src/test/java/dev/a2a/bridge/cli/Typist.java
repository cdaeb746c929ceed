package dev.a2a.bridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Tty;
import dev.a2a.bridge.link.Programs;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Types command lines into the real `A2a`, with folders, streams and a terminal of its own.
final class Typist {
  final Map<String, String> env = new HashMap<>();
  final Path config;
  final Path data;
  InputStream in = InputStream.nullInputStream();
  boolean atTerminal;
  String secret = "";
  boolean yes;
  String asked = "";
  Programs programs = new Programs(Optional.of(Path.of("/nowhere")));

  Typist(Path folder) {
    this.config = folder.resolve("config");
    this.data = folder.resolve("data");
    env.put("A2A_CONFIG_DIR", config.toString());
    env.put("A2A_DATA_DIR", data.toString());
    env.put("HOME", folder.toString());
    env.put("A2A_STORE", "file");
  }

  /// What a command printed, and its exit status.
  record Ran(int status, String out, String err) {
    JsonNode json() throws JsonProcessingException {
      return Json.requests().readTree(out);
    }
  }

  Typist piping(byte[] input) {
    this.in = new ByteArrayInputStream(input);
    return this;
  }

  Settings settings() {
    return Settings.of(Map.of(), env);
  }

  Ran type(String... args) {
    return typeInto(new ByteArrayOutputStream(), args);
  }

  /// The same, with the output where a test can see it grow.
  Ran typeInto(ByteArrayOutputStream out, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            in,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            env,
            new FakeTty());
    int status = new A2a(shell, programs).run(args);
    return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  private final class FakeTty implements Tty {
    @Override
    public boolean typed() {
      return atTerminal;
    }

    @Override
    public boolean seen() {
      return atTerminal;
    }

    @Override
    public String secret(String prompt) {
      return secret;
    }

    @Override
    public boolean confirmed(String question) {
      asked += question;
      return yes;
    }
  }
}
