package dev.a2a.daemon.db;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Brings the tables of any earlier release to today's. Each step is one transaction, so a killed
/// daemon goes on where it was.
///
/// A step is a resource `NNN.sql`, statements separated by semicolons at the end of a line, never
/// changed once released.
final class Migrations {
  private static final List<String> STEPS =
      List.of(
          "001.sql", "002.sql", "003.sql", "004.sql", "005.sql", "006.sql", "007.sql", "008.sql",
          "009.sql");

  private Migrations() {}

  /// The number of the last step.
  static int newest() {
    return STEPS.size();
  }

  static void run(Tx tx, String database) {
    tx.update("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)");
    long done = tx.number("SELECT MAX(version) FROM schema_version");
    if (done > STEPS.size()) {
      throw new Refusal(new Problem.NewerData(database));
    }
    for (int step = (int) done; step < STEPS.size(); step++) {
      tx.update("BEGIN IMMEDIATE");
      statements(STEPS.get(step)).forEach(tx::update);
      tx.update("INSERT INTO schema_version (version) VALUES (?)", step + 1);
      tx.update("COMMIT");
    }
  }

  private static List<String> statements(String step) {
    try (InputStream in = Migrations.class.getResourceAsStream("/dev/a2a/daemon/db/" + step)) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(sql.split(";\\s*\\n")).filter(s -> !s.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
