package dev.a2a.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is true of the files of the whole repository.
class RepositoryTest {
  private static final Path ROOT = Path.of("..");
  private static final int LINES_MAX = 400;

  /// Larger on purpose: every refusal of the product stands on this one page.
  private static final Map<String, Integer> LARGER = Map.of("Problem.java", 1200);

  /// Any address of a repository whose owner is written out instead of being a property.
  private static final Pattern OWNER = Pattern.compile("github\\.com[/:][\\w-]+/a2a\\b");

  @Test
  void no_source_file_is_longer_than_400_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files(".java")) {
      long lines = Files.readString(file).lines().count();
      if (lines > LARGER.getOrDefault(String.valueOf(file.getFileName()), LINES_MAX)) {
        tooLong.add(file + ": " + lines);
      }
    }

    assertEquals(List.of(), tooLong);
  }

  @Test
  void the_files_of_all_modules_are_looked_at() throws IOException {
    List<String> names = files(".java").stream().map(Path::toString).toList();

    for (String module : List.of("shared", "bridge", "daemon")) {
      assertTrue(names.stream().anyMatch(n -> n.contains(module + "/src/main/")), module);
    }
  }

  @Test
  void only_the_root_pom_names_the_owner_of_the_repository() throws IOException {
    List<String> offenders = new ArrayList<>();
    for (String ending : List.of(".java", ".xml", ".md", ".sh", ".json", ".properties", ".yml")) {
      for (Path file : files(ending)) {
        if (OWNER.matcher(Files.readString(file)).find()) {
          offenders.add(file.toString());
        }
      }
    }

    assertEquals(List.of(), offenders);
    assertTrue(OWNER.matcher("https://github.com" + "/somebody/a2a/issues").find());
  }

  private static List<Path> files(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.filter(f -> f.toString().endsWith(ending))
          .filter(f -> Stream.of("target", "node_modules", ".git").noneMatch(d -> isUnder(f, d)))
          .filter(Files::isRegularFile)
          .toList();
    }
  }

  private static boolean isUnder(Path file, String folder) {
    for (Path part : file) {
      if (part.toString().equals(folder)) {
        return true;
      }
    }
    return false;
  }
}
