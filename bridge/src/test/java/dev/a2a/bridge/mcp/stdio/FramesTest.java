package dev.a2a.bridge.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FramesTest {

  @Test
  void lines_come_one_by_one_with_their_blank_ones_and_then_the_end() throws IOException {
    Frames frames = frames("one\n\ntwo\r\n");

    assertEquals("one", line(frames));
    assertEquals("", line(frames));
    assertEquals("two\r", line(frames));
    assertInstanceOf(Frame.End.class, frames.next());
    assertInstanceOf(Frame.End.class, frames.next());
  }

  @Test
  void the_last_line_needs_no_end() throws IOException {
    Frames frames = frames("one\ntwo");

    assertEquals("one", line(frames));
    assertEquals("two", line(frames));
    assertInstanceOf(Frame.End.class, frames.next());
  }

  @Test
  void a_line_may_come_in_single_bytes() throws IOException {
    InputStream drop =
        new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8)) {
          @Override
          public int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(1, length));
          }
        };
    Frames frames = new Frames(drop);

    assertEquals("one", line(frames));
    assertEquals("two", line(frames));
  }

  @Test
  void a_line_of_the_limit_is_kept_whichever_way_it_ends() throws IOException {
    String longest = "x".repeat(Frames.MAX);
    Frames frames = frames(longest + "\n" + longest + "\r\n" + longest);

    assertEquals(longest, line(frames));
    assertEquals(longest + "\r", line(frames));
    assertEquals(longest, line(frames));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1 << 16, 3 << 20})
  void a_longer_line_is_skipped_and_the_next_one_is_served(int more) throws IOException {
    Frames frames = frames("x".repeat(Frames.MAX + more) + "\nnext\n");

    assertInstanceOf(Frame.TooLong.class, frames.next());
    assertEquals("next", line(frames));
    assertInstanceOf(Frame.End.class, frames.next());
  }

  @Test
  void the_id_of_a_skipped_request_is_found_at_its_very_end() throws IOException {
    String body = "\\\"id\\\":1, {[".repeat(1 << 18);
    Frames frames =
        frames(
            "{\"params\":{\"id\":2,\"body\":\""
                + body
                + "\"},\"jsonrpc\":\"2.0\",\"id\":\"seven\"}\n");

    assertEquals(new Frame.TooLong(new RawJson("\"seven\"")), frames.next());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"params\":{\"id\":1}}",
        "{\"id\":1,\"id\":2}",
        "[{\"id\":1}]",
        "{\"method\":\"id\"}",
        "nothing at all",
        "}}}}{{{{"
      })
  void no_id_is_found_where_there_is_none_or_more_than_one(String message) {
    assertNull(IdScan.of(message.getBytes(StandardCharsets.UTF_8)));
  }

  private static Frames frames(String text) {
    return new Frames(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String line(Frames frames) throws IOException {
    Frame.Line line = assertInstanceOf(Frame.Line.class, frames.next());
    return new String(line.bytes(), StandardCharsets.UTF_8);
  }
}
