package dev.a2a.bridge.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.bench.Ledger.Judge;
import dev.a2a.bridge.cli.bench.Ledger.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LedgerTest {
  private static final int SENDS = 1000;

  private final Ledger ledger = new Ledger();
  private final List<String> ids = new ArrayList<>();

  LedgerTest() {
    for (int i = 0; i < SENDS; i++) {
      ids.add(UUID.randomUUID().toString());
      ledger.acknowledged(ledger.next(), ids.getLast());
    }
  }

  @Test
  void mail_that_is_all_there_once_is_good_in_any_order() {
    Verdict verdict = shownAll().verdict();

    assertEquals(new Verdict(SENDS, 0, 0), verdict);
    assertTrue(verdict.good());
  }

  @Test
  void a_missing_message_is_lost() {
    Judge judge = ledger.judge();
    for (int i = 1; i < SENDS; i++) {
      judge.found(Ledger.subject(i), ids.get(i));
    }

    assertEquals(new Verdict(SENDS, 1, 0), judge.verdict());
    assertFalse(judge.verdict().good());
  }

  @Test
  void a_message_that_is_listed_twice_is_doubled() {
    Judge judge = shownAll();
    judge.found(Ledger.subject(7), ids.get(7));

    assertEquals(new Verdict(SENDS, 0, 1), judge.verdict());
    assertFalse(judge.verdict().good());
  }

  @Test
  void a_message_that_was_stored_twice_is_doubled_though_its_ids_differ() {
    Judge after = shownAll();
    after.found(Ledger.subject(7), UUID.randomUUID().toString());
    Judge before = ledger.judge();
    before.found(Ledger.subject(7), UUID.randomUUID().toString());
    showAll(before);

    assertEquals(new Verdict(SENDS, 0, 1), after.verdict());
    assertEquals(new Verdict(SENDS, 0, 1), before.verdict());
  }

  @Test
  void another_message_does_not_stand_in_for_a_lost_one() {
    Judge judge = ledger.judge();
    judge.found(Ledger.subject(0), UUID.randomUUID().toString());
    for (int i = 1; i < SENDS; i++) {
      judge.found(Ledger.subject(i), ids.get(i));
    }

    assertEquals(new Verdict(SENDS, 1, 1), judge.verdict());
  }

  @Test
  void a_send_without_an_answer_may_be_there_once_or_not() {
    int inDoubt = ledger.next();
    assertTrue(shownAll().verdict().good());

    Judge judge = shownAll();
    judge.found(Ledger.subject(inDoubt), UUID.randomUUID().toString());
    assertEquals(new Verdict(SENDS, 0, 0), judge.verdict());

    judge.found(Ledger.subject(inDoubt), UUID.randomUUID().toString());
    assertEquals(new Verdict(SENDS, 0, 1), judge.verdict());
  }

  @Test
  void a_message_that_nobody_sent_is_doubled() {
    for (String subject : List.of("Lunch?", "a2a bench", "a2a bench x", Ledger.subject(SENDS))) {
      Judge judge = shownAll();
      judge.found(subject, UUID.randomUUID().toString());

      assertEquals(new Verdict(SENDS, 0, 1), judge.verdict(), subject);
    }
  }

  private Judge shownAll() {
    Judge judge = ledger.judge();
    showAll(judge);
    return judge;
  }

  /// Newest first, as an inbox has them.
  private void showAll(Judge judge) {
    for (int i = SENDS - 1; i >= 0; i--) {
      judge.found(Ledger.subject(i), ids.get(i));
    }
  }
}
