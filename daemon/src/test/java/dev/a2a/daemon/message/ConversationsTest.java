package dev.a2a.daemon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.a2a.daemon.Parts;
import dev.a2a.daemon.agent.Agent;
import dev.a2a.shared.api.BlockAgent;
import dev.a2a.shared.api.ConversationList;
import dev.a2a.shared.api.ConversationList.ConversationItem;
import dev.a2a.shared.api.ListConversations;
import dev.a2a.shared.api.RevokeAuthorization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of those with whom there is mail, and then of those with whom there could be.
class ConversationsTest {
  @TempDir Path folder;
  private Parts parts;
  private Agent alice;
  private Agent bob;

  @BeforeEach
  void open() throws IOException {
    parts = Parts.in(folder);
    alice = parts.agent("alice");
    bob = parts.agent("bob");
  }

  @AfterEach
  void close() throws IOException {
    parts.close();
  }

  @Test
  void an_authorization_in_either_direction_shows_the_peer_without_mail() {
    assertEquals(List.of(), peers(alice, 10)); // The control.
    parts.authorize(bob, alice);
    ConversationItem item =
        parts
            .messages
            .conversations(alice, new ListConversations(null, null))
            .conversations()
            .getFirst();
    assertEquals(bob.id(), item.peerId());
    assertEquals("bob", item.peerName());
    assertEquals(0, item.unreadCount());
    assertNull(item.lastMessageAt());
    assertEquals(List.of(alice.id()), peers(bob, 10));
    assertEquals(List.of(), peers(parts.agent("zoe"), 10));
  }

  @Test
  void whoever_may_write_shows_no_name_that_may_not_be_known() {
    parts.authorize(bob, alice);
    ConversationItem item =
        parts
            .messages
            .conversations(bob, new ListConversations(null, null))
            .conversations()
            .getFirst();
    assertEquals(alice.id(), item.peerId());
    assertNull(item.peerName());
  }

  @Test
  void a_revocation_and_a_block_take_the_peer_away_on_both_sides() {
    parts.authorize(bob, alice);
    parts.peers.block(bob, new BlockAgent(alice.id()));
    assertEquals(List.of(), peers(alice, 10));
    assertEquals(List.of(), peers(bob, 10));
    Agent carol = parts.agent("carol");
    parts.authorize(carol, alice);
    assertEquals(List.of(carol.id()), peers(alice, 10));
    parts.authorizations.revoke(carol, new RevokeAuthorization(alice.id()));
    assertEquals(List.of(), peers(alice, 10));
  }

  @Test
  void pages_of_any_size_show_each_peer_once_those_with_mail_first() {
    List<String> written = new ArrayList<>();
    Set<String> silent = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      Agent peer = parts.agent("peer " + i);
      parts.authorize(peer, alice);
      parts.authorize(alice, peer);
      if (i % 2 == 0) {
        parts.send(alice, peer, "s", "x");
        written.addFirst(peer.id());
      } else {
        silent.add(peer.id());
      }
    }
    for (int limit = 1; limit <= 8; limit++) {
      List<String> seen = peers(alice, limit);
      assertEquals(written, seen.subList(0, written.size()));
      assertEquals(silent, new HashSet<>(seen.subList(written.size(), seen.size())));
      assertEquals(7, seen.size());
    }
  }

  private List<String> peers(Agent agent, int limit) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      ConversationList page =
          parts.messages.conversations(agent, new ListConversations(limit, cursor));
      page.conversations().forEach(item -> seen.add(item.peerId()));
      cursor = page.cursor();
    } while (cursor != null);
    return seen;
  }
}
