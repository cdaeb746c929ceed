package dev.a2a.bridge.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.modelcontextprotocol.spec.McpSchema;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"jsonrpc":"2.0","id":1,"method"                     | -32700 |
          hello                                                | -32700 |
          {"jsonrpc":"2.0","id":1,"method":"ping"} x           | -32700 |
          []                                                   | -32600 |
          [{"jsonrpc":"2.0","id":1,"method":"ping"}]           | -32600 |
          "ping"                                               | -32600 |
          {}                                                   | -32600 |
          {"id":1,"method":"ping"}                             | -32600 | 1
          {"jsonrpc":"1.0","id":1,"method":"ping"}             | -32600 | 1
          {"jsonrpc":2.0,"id":"a","method":"ping"}             | -32600 | a
          {"jsonrpc":"2.0","id":{},"method":"ping"}            | -32600 |
          {"jsonrpc":"2.0","id":[1],"method":"ping"}           | -32600 |
          {"jsonrpc":"2.0","id":null,"method":"ping"}          | -32600 |
          {"jsonrpc":"2.0","id":true,"method":"ping"}          | -32600 |
          {"jsonrpc":"2.0","id":1.5,"method":"ping"}           | -32600 |
          {"jsonrpc":"2.0","id":1.0,"method":"ping"}           | -32600 |
          {"jsonrpc":"2.0","id":12345678901234567890,"method":"ping"} | -32600 |
          {"jsonrpc":"2.0","id":7,"method":1}                  | -32600 | 7
          {"jsonrpc":"2.0","id":7,"method":null}               | -32600 | 7
          {"jsonrpc":"2.0","id":7}                             | -32600 | 7
          {"jsonrpc":"2.0","id":7,"method":"ping","params":[]} | -32600 | 7
          {"jsonrpc":"2.0","id":7,"method":"ping","params":1}  | -32600 | 7
          {"jsonrpc":"2.0","id":7,"id":8,"method":"ping"}      | -32600 |
          {"jsonrpc":"2.0","id":7,"method":"ping","method":""} | -32600 | 7
          """)
  void what_is_not_a_message_gets_its_code_and_the_id_if_there_is_one(
      String line, int code, String id) {
    Message.Invalid invalid = assertInstanceOf(Message.Invalid.class, read(line));

    assertEquals(code, invalid.code());
    assertEquals(id, invalid.id() == null ? null : invalid.id().toString());
  }

  @Test
  void a_request_keeps_its_id_and_the_text_of_its_params() {
    McpSchema.JSONRPCRequest request =
        request(
            "{\"params\" : { \"x\": 1.0"
                + " },\"method\":\"m\",\"jsonrpc\":\"2.0\",\"id\":5,\"more\":1}\r");

    assertEquals(new McpSchema.JSONRPCRequest("m", 5, new RawJson("{ \"x\": 1.0 }")), request);
  }

  @Test
  void an_id_is_an_integer_a_long_or_a_string() {
    assertEquals(5, request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"m\"}").id());
    assertEquals(
        -5_000_000_000L, request("{\"jsonrpc\":\"2.0\",\"id\":-5000000000,\"method\":\"m\"}").id());
    assertEquals("5", request("{\"jsonrpc\":\"2.0\",\"id\":\"5\",\"method\":\"m\"}").id());
    assertEquals(
        "\ud800", request("{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"m\"}").id());
  }

  @Test
  void params_that_are_null_are_none() {
    assertNull(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"m\",\"params\":null}").params());
  }

  @Test
  void without_an_id_it_is_a_notification() {
    assertInstanceOf(Message.Notification.class, read("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"no\"}}",
        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"no\"}}"
      })
  void an_answer_of_the_host_is_known_as_one_also_without_an_id(String line) {
    assertInstanceOf(Message.Response.class, read(line));
  }

  @Test
  void an_answer_of_the_host_has_the_id_that_we_gave_and_the_text_of_its_result() {
    assertEquals(
        new Message.Response("a2a-1", new RawJson("{ \"x\":1.0 }")),
        read("{\"jsonrpc\":\"2.0\",\"id\":\"a2a-1\",\"result\":{ \"x\":1.0 }}"));
    assertEquals(
        new Message.Response("a2a-1", null),
        read("{\"jsonrpc\":\"2.0\",\"id\":\"a2a-1\",\"error\":{}}"));
  }

  @Test
  void bytes_that_are_not_utf_8_are_a_parse_error() {
    byte[] line =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    line[new String(line, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xC3;

    Message.Invalid invalid = assertInstanceOf(Message.Invalid.class, Message.read(line));

    assertEquals(McpSchema.ErrorCodes.PARSE_ERROR, invalid.code());
  }

  @Test
  void a_request_nested_too_deeply_is_answered_by_its_id() {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);

    Message.Invalid invalid =
        assertInstanceOf(
            Message.Invalid.class,
            read(
                "{\"params\":{\"a\":" + deep + "},\"method\":\"m\",\"jsonrpc\":\"2.0\",\"id\":9}"));

    assertEquals(McpSchema.ErrorCodes.INVALID_REQUEST, invalid.code());
    assertEquals(9, invalid.id());
  }

  private static McpSchema.JSONRPCRequest request(String line) {
    return assertInstanceOf(Message.Request.class, read(line)).request();
  }

  private static Message read(String line) {
    return Message.read(line.getBytes(StandardCharsets.UTF_8));
  }
}
