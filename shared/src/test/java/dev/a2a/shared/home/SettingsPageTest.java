package dev.a2a.shared.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `docs/settings.md` is what [Setting] says. After a change, `mvn verify -Dgolden.update=true`
/// writes it anew; the difference is part of the commit.
class SettingsPageTest {
  private static final Path PAGE = Path.of("../docs/settings.md");

  @Test
  void the_page_is_made_from_the_settings() throws IOException {
    String made = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, made);
    }

    assertEquals(
        made,
        Files.readString(PAGE),
        () -> PAGE + " is out of date: run mvn verify -Dgolden.update=true");
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Settings

            A value is taken from the flag of the command, else from the environment, else from `settings` in
            `config.json`, else the default. The file holds the names of the last column:

            ```json
            {"settings": {"port": "7421", "allowed_hosts": "mail.example.com"}}
            ```

            This page is made from `dev.a2a.shared.home.Setting` by a test; change it there.

            | environment | default | what it is | in `config.json` |
            |---|---|---|---|
            """);
    for (Setting setting : Setting.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.env(),
                  code(setting.fallback()),
                  setting.doc(),
                  setting.inFile() ? code(setting.key()) : "no"));
    }
    return page.toString();
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
