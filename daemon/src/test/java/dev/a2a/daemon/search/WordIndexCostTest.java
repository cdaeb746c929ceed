package dev.a2a.daemon.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.search.WordIndexStore.Entry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a search looks at on a daemon that is full of others' mail, in rows: no clock is involved.
class WordIndexCostTest {
  private static final int FOREIGN = 100_000;
  private static final int OWN = 20;
  private static final String ALICE = "a2a_00000000000000aa";
  private static final String BOB = "a2a_00000000000000bb";
  private static final String CAROL = "a2a_00000000000000cc";
  private static final String ZOE = "a2a_00000000000000dd";

  @TempDir Path folder;

  @Test
  void others_mail_never_leaves_the_index() throws Exception {
    try (Database database =
        Database.open(folder.resolve("a2a.db"), folder.resolve("a2a.lock"), true)) {
      List<Entry> entries = new ArrayList<>();
      for (int i = 1; i <= FOREIGN + OWN; i++) {
        boolean own = i % (FOREIGN / OWN) == 0;
        Set<String> words = Set.of("all", own ? "odd" : "even");
        entries.add(own ? new Entry(i, ALICE, BOB, words) : new Entry(i, CAROL, ZOE, words));
      }
      database.write(tx -> {
        WordIndexStore.add(tx, entries, FOREIGN);
        return 0;
      });
      SearchQuery query = SearchQuery.read("all", Instant.EPOCH);
      String own = WordIndexStore.expression(BOB, query);
      String everybodys = own.replaceFirst("\"[^\"]*\" AND ", "");

      assertEquals(OWN, rows(database, own));
      assertEquals(FOREIGN + OWN, rows(database, everybodys), "the control looks at all of it");
      assertEquals(
          0,
          rows(database, WordIndexStore.expression(ZOE, SearchQuery.read("odd", Instant.EPOCH))));
      assertOneRange(database, own);
    }
  }

  private static long rows(Database database, String expression) {
    return database.read(
        tx -> tx.number("SELECT COUNT(*) FROM word_index WHERE word_index MATCH ?", expression));
  }

  /// Bound and order go into the index: a page does not sort what it does not show.
  private static void assertOneRange(Database database, String expression) {
    List<String> steps =
        database.read(tx ->
            tx.all(
                "EXPLAIN QUERY PLAN SELECT rowid FROM word_index"
                    + " WHERE word_index MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
                row -> row.getString(4),
                expression,
                FOREIGN,
                OWN));
    String plan = String.join("; ", steps);
    assertTrue(plan.contains("VIRTUAL TABLE INDEX") && plan.contains("<"), plan);
    assertFalse(plan.contains("TEMP B-TREE"), plan);
  }
}
