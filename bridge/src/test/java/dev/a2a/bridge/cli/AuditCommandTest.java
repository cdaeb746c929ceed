package dev.a2a.bridge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.bridge.cli.Typist.Ran;
import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.AuditLog;
import dev.a2a.shared.audit.Chain;
import dev.a2a.shared.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AuditCommandTest {
  @TempDir Path folder;
  private Typist typist;
  private Answers daemon;

  @BeforeEach
  void start() throws IOException {
    typist = new Typist(folder);
    daemon = new Answers().as(typist, "default");
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void a_log_is_shown_newest_first_with_the_way_to_more() throws Exception {
    daemon.say(200, page(chain(4).subList(0, 2), "3"));
    Ran ran = typist.type("audit", "--limit", "2");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("message_sent"), ran.out());
    assertTrue(ran.out().contains("body_bytes=4"), ran.out());
    assertTrue(ran.err().contains("a2a audit --limit 2 --cursor 3"), ran.err());
    assertEquals("/v1/audit?limit=2", daemon.asked().getTarget());
  }

  @Test
  void a_log_is_checked_page_by_page_and_its_head_is_told() throws Exception {
    List<AuditEntry> chain = chain(4);
    daemon.say(200, page(chain.subList(0, 2), "3")).say(200, page(chain.subList(2, 4), null));
    Ran ran = typist.type("audit", "--verify", "--json");

    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.json().path("holds").asBoolean());
    assertEquals(4, ran.json().path("entries").asInt());
    assertEquals("4:" + chain.getFirst().hash(), ran.json().path("head").asText());
    assertEquals("/v1/audit?limit=1000", daemon.asked().getTarget());
    assertEquals("/v1/audit?limit=1000&cursor=3", daemon.asked().getTarget());
  }

  @Test
  void the_head_that_one_check_prints_is_what_a_later_one_takes() {
    daemon.say(200, page(chain(4), null));
    String said = typist.type("audit", "--verify").out().lines().toList().getLast().strip();
    assertTrue(said.startsWith("a2a audit --head 4:"), said);

    String[] again = said.substring("a2a ".length()).split(" ", -1);
    daemon.say(200, page(chain(4), null));
    assertEquals(0, typist.type(again).status());
    daemon.say(200, page(chain(4).subList(1, 4), null));
    Ran cut = typist.type(again);
    assertEquals(6, cut.status());
    assertTrue(cut.err().contains("it ends at entry 3, and entry 4 was noted"), cut.err());
    daemon.say(200, page(chain(4).subList(1, 4), null));
    assertEquals(0, typist.type("audit", "--verify").status()); // The control.
  }

  @Test
  void a_log_that_does_not_hold_is_a_conflict_that_names_the_entry() throws Exception {
    List<AuditEntry> chain = new ArrayList<>(chain(4));
    AuditEntry third = chain.get(1);
    chain.set(
        1,
        new AuditEntry(
            third.agentId(),
            third.n(),
            third.at(),
            third.kind(),
            Map.of("body_bytes", 99),
            third.prevHash(),
            third.hash()));
    daemon.say(200, page(chain, null)).say(200, page(chain, null));
    Ran people = typist.type("audit", "--verify");
    Ran script = typist.type("audit", "--verify", "--json");

    assertEquals(6, people.status());
    assertTrue(people.err().contains("entry 3 was changed"), people.err());
    assertEquals("audit_broken", Json.answers().readTree(script.err()).path("code").asText());
  }

  @Test
  void pages_that_never_end_are_not_asked_for() {
    String same = page(chain(4).subList(0, 2), "3");
    daemon.say(200, same).say(200, same);
    Ran ran = typist.type("audit", "--verify");

    assertEquals(6, ran.status());
    assertEquals(2, daemon.askedCount());
  }

  @Test
  void what_is_no_head_is_refused_before_anything_is_asked() {
    assertEquals(2, typist.type("audit", "--head", "4").status());
    assertEquals(0, daemon.askedCount());
  }

  private static String page(List<AuditEntry> entries, @Nullable String cursor) {
    return Json.write(new AuditLog(entries, cursor != null, cursor));
  }

  /// Newest first.
  private static List<AuditEntry> chain(int length) {
    List<AuditEntry> chain = new ArrayList<>();
    String previous = Chain.START;
    for (int n = 1; n <= length; n++) {
      AuditEntry open =
          new AuditEntry(
              Answers.ALICE,
              n,
              Instant.parse("2026-01-31T12:00:00Z"),
              "message_sent",
              Map.of("body_bytes", n),
              previous,
              "");
      previous = Chain.hash(open);
      chain.addFirst(
          new AuditEntry(
              open.agentId(),
              n,
              open.at(),
              open.kind(),
              open.details(),
              open.prevHash(),
              previous));
    }
    return chain;
  }
}
