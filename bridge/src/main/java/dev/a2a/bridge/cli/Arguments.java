package dev.a2a.bridge.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The command line as it was typed. In a locale without UTF-8, as cron jobs and sandboxes have it,
/// Java has replaced what is not ASCII before anybody could look; Linux still knows the bytes.
final class Arguments {
  private static final Path TYPED = Path.of("/proc/self/cmdline");
  private static final String REPLACED = "\uFFFD";

  private Arguments() {}

  static String[] asTyped(String... args) {
    if (!String.join("", args).contains(REPLACED)) {
      return args;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(TYPED));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      List<String> all = Arrays.asList(text.split("\0", -1)); // With an empty one after the end.
      int end = all.size() - 1;
      return all.subList(end - args.length, end).toArray(String[]::new);
    } catch (IOException _) {
      return args; // Another system, or bytes that are no UTF-8: nobody knows better.
    }
  }
}
