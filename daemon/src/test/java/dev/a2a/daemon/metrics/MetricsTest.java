package dev.a2a.daemon.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.daemon.RunningDaemon;
import dev.a2a.daemon.RunningDaemon.Answer;
import dev.a2a.daemon.RunningDaemon.Someone;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
  @TempDir Path folder;
  private RunningDaemon daemon;
  private Someone alice;
  private Someone bob;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.in(folder);
    alice = daemon.register("alice");
    bob = daemon.register("bob");
    daemon.authorize(bob, alice);
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void what_the_daemon_does_is_counted() throws Exception {
    for (int i = 0; i < 3; i++) {
      daemon.send(alice, bob, "x");
    }
    daemon.get("/v1/inbox", bob.key());
    Exposition now = metrics();

    assertEquals(3, now.value("a2a_messages_sent_total"));
    assertEquals(2, now.value("a2a_agents"));
    assertEquals(0, now.value("a2a_agents_disabled"));
    assertEquals(3, now.value("a2a_messages_unread"));
    assertEquals(3, now.value("a2a_inbox_unread_max"));
    assertEquals(8, now.value("a2a_audit_entries_total"));
    assertEquals(1, now.value("a2a_build_info{version=\"test\"}"));
    assertEquals(
        3,
        now.value(
            "a2a_http_requests_total{method=\"POST\",route=\"/v1/messages\",status=\"202\"}"));
    assertEquals(3, now.value("a2a_http_request_seconds_count{route=\"/v1/messages\"}"));
    assertEquals(
        3, now.value("a2a_http_request_seconds_bucket{route=\"/v1/messages\",le=\"+Inf\"}"));
    assertTrue(now.value("a2a_commits_total") >= 1);
    assertTrue(now.value("a2a_writes_total") >= now.value("a2a_commits_total"));
    assertEquals(0, now.value("a2a_commit_failures_total"));
    assertEquals(0, now.value("a2a_store_stopped"));
    assertEquals(0, now.value("a2a_writes_waiting"));
    assertTrue(now.value("a2a_database_bytes") > 0);
    assertTrue(now.value("a2a_database_log_bytes") > 0);
    assertTrue(now.value("a2a_disk_free_bytes") > 0);
    assertTrue(now.value("jvm_memory_used_bytes{area=\"heap\"}") > 0);
    assertTrue(now.value("process_open_fds") > 0);
    daemon.send(alice, bob, "x");
    assertEquals(4, metrics().value("a2a_messages_sent_total"));
  }

  @Test
  void refusals_are_counted_at_every_door_by_their_code() throws Exception {
    String send = "{\"recipient_id\":\"a2a_0000000000000000\",\"subject\":\"s\",\"body\":\"b\"}";
    daemon.post("/v1/messages", alice.key(), send);
    daemon.post("/v1/tools/a2a_send_message", alice.key(), send);
    String mcp =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}";
    daemon.post("/mcp", alice.key(), mcp.formatted("a2a_send_message", send));
    daemon.post("/mcp", alice.key(), mcp.formatted("a2a_nothing", "{}"));
    Exposition now = metrics();

    assertEquals(3, now.value("a2a_refusals_total{code=\"not_authorized\"}"));
    assertEquals(1, now.value("a2a_refusals_total{code=\"unknown_tool\"}"));
  }

  @Test
  void nothing_that_somebody_sent_gets_into_a_label() throws Exception {
    daemon.get("/v1/messages/01900000-0000-7000-8000-000000000000?zoe=1", alice.key());
    daemon.get("/zoe/was/here", null);
    daemon.raw("ZOE /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    daemon.raw("ZOE / HTTP/1.1\r\nHost: zoe.example\r\nConnection: close\r\n\r\n");
    daemon.post("/v1/tools/a2a_zoe", alice.key(), "{\"zoe\":1}");
    Answer answer = daemon.get("/metrics", null);

    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    String text = answer.response().body();
    assertFalse(text.toLowerCase(java.util.Locale.ROOT).contains("zoe"), text);
    assertFalse(text.contains(alice.id()) || text.contains("01900000"), text);
    assertTrue(text.contains("route=\"/v1/messages/{message_id}\""), text);
    assertTrue(text.contains("method=\"other\""), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x 1",
        "# TYPE x counter\nx 1",
        "# TYPE x counter\nx{a=b} 1\n",
        "# TYPE x counter\nx{a=\"\n\"} 1\n",
        "# TYPE x counter\nx -1\n",
        "# TYPE x counter\nx 1\nx 2\n",
        "# TYPE x counter\n# TYPE x counter\n",
        "# TYPE x wonder\n",
        "y 1\n",
        "hello\n",
      })
  void the_reader_takes_nothing_else(String text) {
    assertThrows(IllegalArgumentException.class, () -> Exposition.read(text));
  }

  private Exposition metrics() throws Exception {
    return Exposition.read(daemon.get("/metrics", null).response().body());
  }
}
