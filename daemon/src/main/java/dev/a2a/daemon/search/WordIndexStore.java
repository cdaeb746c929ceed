package dev.a2a.daemon.search;

import dev.a2a.daemon.db.Tx;
import dev.a2a.daemon.search.Words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// SQL for the index of words. It keeps for each word the numbers of the messages that have it, and
/// no text.
///
/// It follows the mail: what has a number above [#indexedTo] is not in it yet.
public final class WordIndexStore {
  // Signs that no word of a text can begin with, so nobody can write them into a message.
  private static final String PARTY = "·";
  private static final String SENDER = "›";

  private WordIndexStore() {}

  /// What the index needs to know of a message.
  public record Entry(long seq, String senderId, String recipientId, Set<String> words) {
    public static Entry of(
        long seq, String senderId, String recipientId, String subject, String body) {
      Set<String> words = new TreeSet<>();
      Words.of(subject).stream().map(Word::text).forEach(words::add);
      Words.of(body).stream().map(Word::text).forEach(words::add);
      return new Entry(seq, senderId, recipientId, words);
    }
  }

  /// The number of the last message that the index knows.
  public static long indexedTo(Tx tx) {
    return tx.number("SELECT indexed_to FROM word_index_progress");
  }

  static void add(Tx tx, Entry entry) {
    tx.update("INSERT INTO word_index (rowid, words) VALUES (?, ?)", entry.seq(), text(entry));
  }

  /// Adds messages; from now on the index has come to `seq`.
  public static void add(Tx tx, List<Entry> entries, long seq) {
    entries.forEach(entry -> add(tx, entry));
    tx.update("UPDATE word_index_progress SET indexed_to = ?", seq);
  }

  /// Forgets a message, whether it was known or not.
  public static void remove(Tx tx, long seq) {
    tx.update("DELETE FROM word_index WHERE rowid = ?", seq);
  }

  /// Numbers below `below` of mail of that agent which has all words of the query, somewhere,
  /// highest first.
  public static List<Long> find(Tx tx, String agentId, SearchQuery query, long below, int limit) {
    return tx.all(
        "SELECT rowid FROM word_index WHERE word_index MATCH ? AND rowid < ?"
            + " ORDER BY rowid DESC LIMIT ?",
        row -> row.getLong(1),
        expression(agentId, query),
        below,
        limit);
  }

  /// All of them side by side under one AND: SQLite then leaps from candidate to candidate of the
  /// agent's own, instead of reading what a common word has elsewhere.
  static String expression(String agentId, SearchQuery query) {
    List<String> all = new ArrayList<>();
    all.add(PARTY + plain(agentId));
    query.sender().ifPresent(sender -> all.add(SENDER + plain(sender)));
    all.addAll(query.words());
    return all.stream().map(word -> '"' + word + '"').collect(Collectors.joining(" AND "));
  }

  private static String text(Entry entry) {
    return PARTY
        + plain(entry.senderId())
        + " "
        + PARTY
        + plain(entry.recipientId())
        + " "
        + SENDER
        + plain(entry.senderId())
        + " "
        + String.join(" ", entry.words());
  }

  /// The tokenizer would cut at the underscore.
  private static String plain(String agentId) {
    return agentId.replace("_", "");
  }
}
