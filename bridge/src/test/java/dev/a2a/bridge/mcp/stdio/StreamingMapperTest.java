package dev.a2a.bridge.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written by hand says the same as the SDK's own mapper, which a new SDK may change.
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamingMapperTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeRef<McpSchema.InitializeRequest> HELLO = new TypeRef<>() {};

  private final McpJsonMapper sdk = new JacksonMcpJsonMapper(JSON);
  private final McpJsonMapper ours = new StreamingMapper();

  static final String USUAL =
      """
      {"protocolVersion":"2025-11-25",
       "capabilities":{"roots":{"listChanged":true},"sampling":{"tools":{}},
         "elicitation":{"form":{"applyDefaults":true},"url":{}},
         "experimental":{"x":{"n":1,"big":123456789012345678901,"f":1.5,"l":[null,true]}},
         "extensions":{"io.example/ui":{"a":[]}},"tasks":{}},
       "clientInfo":{"name":"claude-code","title":"Claude Code","version":"2.1",
         "description":"d","websiteUrl":"https://example.com","new":1},
       "_meta":{"progressToken":4},"more":{}}
      """;

  static Stream<String> hellos() {
    return Stream.of(
        USUAL,
        "{\"protocolVersion\":\"x\",\"capabilities\":{},\"clientInfo\":{\"name\":\"n\",\"version\":\"1\"}}",
        "{\"protocolVersion\":\"x\",\"capabilities\":{\"roots\":{},\"elicitation\":{}},\"clientInfo\":{\"name\":\"\",\"version\":\"1\"}}",
        "{\"protocolVersion\":\"x\",\"capabilities\":{\"roots\":null,\"sampling\":null},\"clientInfo\":{\"name\":\"n\",\"version\":\"1\"},\"_meta\":null}",
        // Unusual ones, which are left to the SDK's own.
        "{}",
        "{\"clientInfo\":{\"name\":\"n\"}}",
        "{\"protocolVersion\":5,\"capabilities\":{},\"clientInfo\":{\"name\":true,\"version\":1}}",
        "{\"protocolVersion\":\"x\",\"capabilities\":{},\"clientInfo\":{\"name\":\"n\",\"version\":\"1\",\"icons\":[{\"src\":\"s\"}]}}");
  }

  @ParameterizedTest
  @MethodSource("hellos")
  void initialize_is_read_as_the_sdk_reads_it(String json) throws IOException {
    McpSchema.InitializeRequest expected = sdk.readValue(json, McpSchema.InitializeRequest.class);

    assertEquals(expected, ours.convertValue(new RawJson(json), HELLO));
    assertEquals(expected, ours.readValue(json, McpSchema.InitializeRequest.class));
  }

  @Test
  void the_usual_initialize_needs_no_introspection_and_an_unusual_one_does() throws IOException {
    assertTrue(Hello.read(new RawJson(USUAL).tree()).isPresent());
    assertFalse(Hello.read(new RawJson("{\"protocolVersion\":5}").tree()).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"capabilities\":5}",
        "{\"clientInfo\":[]}",
        "{\"capabilities\":{\"roots\":7}}",
        "[]"
      })
  void initialize_that_fits_nothing_is_refused_by_both(String json) {
    assertThrows(IOException.class, () -> sdk.readValue(json, McpSchema.InitializeRequest.class));
    assertThrows(IllegalArgumentException.class, () -> ours.convertValue(new RawJson(json), HELLO));
  }

  static Stream<Object> written() {
    McpSchema.ServerCapabilities tools =
        McpSchema.ServerCapabilities.builder().tools(false).build();
    McpSchema.Implementation server =
        McpSchema.Implementation.builder("a2a-bridge", "0.1.0").build();
    McpSchema.InitializeResult bare =
        McpSchema.InitializeResult.builder("2025-11-25", tools, server).build();
    return Stream.of(
        McpSchema.JSONRPCResponse.result("é\n\"", bare),
        McpSchema.JSONRPCResponse.result(
            5_000_000_000L,
            McpSchema.InitializeResult.builder(
                    "2025-11-25",
                    McpSchema.ServerCapabilities.builder().build(),
                    McpSchema.Implementation.builder("n", "1").title("T").build())
                .instructions("a\nb 😀")
                .build()),
        McpSchema.JSONRPCResponse.result(
            1, McpSchema.InitializeResult.builder("x", tools, server).instructions("é").build()),
        McpSchema.JSONRPCResponse.result(
            1,
            McpSchema.InitializeResult.builder(
                    "x",
                    McpSchema.ServerCapabilities.builder()
                        .tools(true)
                        .logging()
                        .experimental(Map.of("e", Map.of()))
                        .build(),
                    server)
                .build()),
        McpSchema.JSONRPCResponse.result(1, Map.of("a", List.of(1, 2.5))),
        McpSchema.JSONRPCResponse.error(
            1, new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "no \"é\"")),
        McpSchema.JSONRPCResponse.error(
            1, new McpSchema.JSONRPCResponse.JSONRPCError(-32602, "no", Map.of("d", 1))),
        new McpSchema.JSONRPCNotification("n", Map.of("a", 1)),
        new McpSchema.JSONRPCRequest("m", 1, Map.of("a", 1)));
  }

  @ParameterizedTest
  @MethodSource("written")
  void what_is_sent_is_what_the_sdk_would_send(Object message) throws IOException {
    assertEquals(
        JSON.readTree(sdk.writeValueAsBytes(message)),
        JSON.readTree(ours.writeValueAsBytes(message)));
  }

  @Test
  void raw_text_is_written_as_it_came_also_inside_other_values() throws IOException {
    RawJson raw = new RawJson("{\"a\":1.0,\"a\":1e400}");

    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"a\":1.0,\"a\":1e400}}",
        ours.writeValueAsString(McpSchema.JSONRPCResponse.result(1, raw)));
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":{\"a\":1.0,\"a\":1e400}}",
        ours.writeValueAsString(new McpSchema.JSONRPCNotification("n", raw)));
  }

  @Test
  void an_id_with_half_of_a_surrogate_pair_comes_back_as_it_was() throws IOException {
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":\"\\uD800\",\"result\":{}}",
        ours.writeValueAsString(McpSchema.JSONRPCResponse.result("\ud800", new RawJson("{}"))));
  }

  @Test
  void types_it_does_not_know_are_read_by_the_sdk_s_own() throws IOException {
    assertEquals(List.of(1, 2), ours.readValue("[1,2]", new TypeRef<List<Integer>>() {}));
    assertEquals(
        Map.of("a", 1),
        ours.convertValue(new RawJson("{\"a\":1}"), new TypeRef<Map<String, Integer>>() {}));
  }
}
