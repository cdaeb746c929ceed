package dev.a2a.shared.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.a2a.shared.api.AuditEntry;
import dev.a2a.shared.api.LinkedAuditEntry;
import dev.a2a.shared.api.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainCheckTest {
  private static final String ALICE = "a2a_00000000000a11ce";
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00.120Z");

  /// What the page `docs/audit.md` tells people to recompute with `jq` and `sha256sum`.
  @Test
  void a_hash_is_that_of_compact_json_with_sorted_keys() throws Exception {
    AuditEntry entry =
        new AuditEntry(ALICE, 1, AT, "message_sent", Map.of("b", 9, "a", "ä/\"x"), Chain.START, "");
    String json =
        "{\"agent_id\":\"%s\",\"at\":\"2026-01-31T12:00:00.120Z\",\"details\":{\"a\":\"ä/\\\"x\",\"b\":9},"
                .formatted(ALICE)
            + "\"kind\":\"message_sent\",\"n\":1,\"prev_hash\":\"%s\"}".formatted(Chain.START);

    assertEquals(sha256(json), Chain.hash(entry));
    assertEquals(sha256("{\"hash\":\"h\",\"prev_link\":\"p\",\"seq\":7}"), Chain.link("p", 7, "h"));
  }

  @Test
  void a_whole_chain_holds_and_an_empty_one_does_too() {
    assertEquals(Optional.empty(), fault(chain(5)));
    assertEquals(Optional.empty(), fault(List.of()));
    assertEquals(Head.NONE, new ChainCheck(Optional.empty()).head());
  }

  @Test
  void whatever_is_changed_is_named() {
    for (AuditEntry other :
        List.of(
            with(chain(5).get(2), ALICE, AT, "message_sent", Map.of("x", 2)),
            with(chain(5).get(2), ALICE, AT.plusMillis(1), "message_sent", Map.of("x", 3)),
            with(chain(5).get(2), ALICE, AT, "key_made", Map.of("x", 3)))) {
      List<AuditEntry> chain = chain(5);
      chain.set(2, other);
      assertEquals(Optional.of("entry 3 was changed"), fault(chain));
    }
  }

  @Test
  void what_is_missing_or_out_of_place_is_named() {
    List<AuditEntry> removed = chain(5);
    removed.remove(2);
    assertEquals(
        Optional.of("entry 3 is missing or not in its place before entry 4"), fault(removed));
    List<AuditEntry> beheaded = chain(5);
    beheaded.removeFirst();
    assertEquals(Optional.of("what stood before entry 2 is missing"), fault(beheaded));
    List<AuditEntry> reordered = chain(5);
    reordered.add(1, reordered.remove(2));
    assertEquals(
        Optional.of("entry 3 is missing or not in its place before entry 4"), fault(reordered));
  }

  @Test
  void an_entry_written_anew_does_not_fit_what_follows() {
    List<AuditEntry> chain = chain(5);
    chain.set(2, hashed(with(chain.get(2), ALICE, AT, "message_sent", Map.of("x", 99))));
    assertEquals(Optional.of("entry 4 does not follow entry 3"), fault(chain));
  }

  @Test
  void an_entry_of_another_chain_is_named() {
    List<AuditEntry> chain = chain(5);
    chain.set(2, with(chain.get(2), "a2a_0000000000000b0b", AT, "message_sent", Map.of("x", 3)));
    assertEquals(Optional.of("entry 3 is of another agent"), fault(chain));
  }

  @Test
  void a_cut_off_end_is_seen_only_by_who_noted_the_head() {
    List<AuditEntry> chain = chain(5);
    Head noted = new Head(5, chain.getLast().hash());
    assertEquals(Optional.empty(), fault(chain, noted));
    chain.removeLast();
    assertEquals(Optional.empty(), fault(chain)); // The control: by itself it is a whole chain.
    assertEquals(Optional.of("it ends at entry 4, and entry 5 was noted"), fault(chain, noted));
  }

  @Test
  void a_chain_made_anew_is_seen_only_by_who_noted_a_head() {
    Head noted = new Head(2, chain(5).get(1).hash());
    List<AuditEntry> anew = chain(3, 7);
    assertEquals(Optional.empty(), fault(anew));
    assertEquals(Optional.of("entry 2 is not the one that was noted"), fault(anew, noted));
  }

  @Test
  void the_operators_chain_tells_what_a_chain_alone_does_not() {
    List<LinkedAuditEntry> all = linked(chain(3));
    assertEquals(Optional.empty(), linkFault(all, Optional.empty()));
    Head noted = new Head(3, all.getLast().link());
    all.removeLast();
    assertEquals(Optional.empty(), linkFault(all, Optional.empty()));
    assertEquals(
        Optional.of("it ends at number 2, and number 3 was noted"),
        linkFault(all, Optional.of(noted)));

    List<LinkedAuditEntry> gap = linked(chain(3));
    gap.set(1, new LinkedAuditEntry(2, gap.get(1).link(), chain(3, 7).get(1)));
    assertEquals(
        Optional.of("in the chain of " + ALICE + " entry 3 does not follow entry 2"),
        linkFault(gap, Optional.empty()));
    List<LinkedAuditEntry> wrong = linked(chain(3));
    wrong.set(1, new LinkedAuditEntry(2, Chain.START, wrong.get(1).entry()));
    assertEquals(
        Optional.of("number 3 of all entries does not follow the one before"),
        linkFault(wrong, Optional.empty()));
  }

  @Test
  void a_head_is_read_as_it_was_printed() {
    Head head = new Head(12, Chain.START);
    assertEquals(head, Head.parse(head.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "5", "5:abc", ":", "-1:0", "99999999999999999999:00"})
  void what_is_no_head_is_refused(String text) {
    Refusal refusal = assertThrows(Refusal.class, () -> Head.parse(text));
    assertEquals("invalid_argument", refusal.problem().code());
  }

  private static Optional<String> fault(List<AuditEntry> oldestFirst, Head... noted) {
    ChainCheck check = new ChainCheck(List.of(noted).stream().findFirst());
    oldestFirst.reversed().forEach(check::take);
    return check.fault();
  }

  private static Optional<String> linkFault(
      List<LinkedAuditEntry> oldestFirst, Optional<Head> noted) {
    LinkCheck check = new LinkCheck(noted);
    oldestFirst.reversed().forEach(check::take);
    return check.fault();
  }

  private static List<AuditEntry> chain(int length) {
    return chain(length, 0);
  }

  /// Entries whose details differ by `salt`.
  private static List<AuditEntry> chain(int length, int salt) {
    List<AuditEntry> chain = new ArrayList<>();
    String previous = Chain.START;
    for (int n = 1; n <= length; n++) {
      AuditEntry entry =
          hashed(new AuditEntry(ALICE, n, AT, "message_sent", Map.of("x", n + salt), previous, ""));
      chain.add(entry);
      previous = entry.hash();
    }
    return chain;
  }

  private static List<LinkedAuditEntry> linked(List<AuditEntry> chain) {
    List<LinkedAuditEntry> linked = new ArrayList<>();
    String previous = Chain.START;
    for (AuditEntry entry : chain) {
      previous = Chain.link(previous, entry.n(), entry.hash());
      linked.add(new LinkedAuditEntry(entry.n(), previous, entry));
    }
    return linked;
  }

  private static AuditEntry with(
      AuditEntry e, String agent, Instant at, String kind, Map<String, Object> details) {
    return new AuditEntry(agent, e.n(), at, kind, details, e.prevHash(), e.hash());
  }

  private static AuditEntry hashed(AuditEntry e) {
    return new AuditEntry(
        e.agentId(), e.n(), e.at(), e.kind(), e.details(), e.prevHash(), Chain.hash(e));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
