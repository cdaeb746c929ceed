package dev.a2a.daemon.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.daemon.http.Callers;
import dev.a2a.daemon.http.HttpServer;
import dev.a2a.daemon.http.Requests;
import dev.a2a.daemon.operation.Call;
import dev.a2a.daemon.operation.ToolResult;
import dev.a2a.daemon.operation.Tools;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/mcp`: the SDK's stateless servlet behind our own checks of key, type, size and JSON.
///
/// The SDK answers a request that it cannot read with a serialized exception, stack trace and all,
/// so it is only shown what it can read, and an error of its making is replaced. Without a key
/// there are only the tools that need none, and none at all when registration is closed.
public final class McpEndpoint implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);
  private static final String CALL = "call";

  private final Callers callers;
  private final boolean registers;
  private final Tools tools;
  private final Set<String> listed;
  private final HttpServletStatelessServerTransport transport;

  /// @param registers may strangers come in, to register?
  /// @param coreOnly are models told only of the core tools?
  public McpEndpoint(
      Callers callers, boolean registers, Tools tools, boolean coreOnly, String version) {
    this.callers = callers;
    this.registers = registers;
    this.tools = tools;
    McpJsonMapper mapper = new JacksonMcpJsonMapper(McpJson.mapper());
    this.transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(mapper)
            .messageEndpoint("/mcp")
            .contextExtractor(request -> context((Call) request.getAttribute(CALL)))
            .build();
    ToolList list = ToolList.read(mapper, coreOnly);
    this.listed =
        list.tools().stream().map(McpSchema.Tool::name).collect(Collectors.toUnmodifiableSet());
    McpServer.sync(transport)
        .serverInfo("a2a-daemon", version)
        .instructions(list.instructions())
        .jsonMapper(mapper)
        .jsonSchemaValidator(new AlwaysValid())
        .validateToolInputs(false)
        .immediateExecution(true)
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .addToolFilter((context, tool) -> call(context).caller() != null || open(tool.name()))
        .tools(
            list.tools().stream().map(tool -> new SyncToolSpecification(tool, this::call)).toList())
        .build();
  }

  @Override
  public void handle(Context ctx) throws IOException, ServletException {
    Call call = callers.call(ctx, true);
    if (call.caller() == null && !registers) {
      throw new Refusal(new Problem.Unauthenticated());
    }
    if (!accepts(ctx.header("Accept"))) {
      throw new Refusal(new Problem.NotAcceptable());
    }
    byte[] body = Requests.json(ctx);
    JsonNode message = McpJson.parse(body);
    Optional<Problem> no = misfit(message);
    if (no.isPresent()) {
      ctx.attribute(HttpServer.REFUSAL, no.get().code());
      ctx.contentType("application/json").result(Visible.json(answer(message, refused(no.get()))));
      return;
    }
    ctx.req().setAttribute(CALL, call);
    CapturedResponse response = new CapturedResponse(ctx.res());
    transport.service(new BufferedRequest(ctx.req(), body), response);
    if (response.getStatus() >= 400) {
      LOG.debug("the SDK refused a request with {}", response.getStatus());
      throw new Refusal(
          response.getStatus() >= 500
              ? new Problem.Internal(String.valueOf(ctx.<String>attribute("request-id")))
              : new Problem.BadRequest());
    }
    ctx.status(response.getStatus()).header("Cache-Control", "no-store");
    if (!response.text().isEmpty()) {
      JsonNode answer = Json.answers().readTree(response.text());
      JsonNode refusal = answer.at("/result/_meta/dev.a2a~1problem/code");
      if (refusal.isTextual()) {
        ctx.attribute(HttpServer.REFUSAL, refusal.asText());
      }
      ctx.contentType("application/json").result(Visible.json(ownWords(answer, response.text())));
    }
  }

  /// The SDK tells an internal error in the words of the exception, which name classes.
  private static String ownWords(JsonNode answer, String text) {
    if (answer.path("error") instanceof ObjectNode error
        && error.path("code").asInt() == McpSchema.ErrorCodes.INTERNAL_ERROR) {
      error.put("message", "The request cannot be understood. Correct it and send it again.");
      error.remove("data");
      return answer.toString();
    }
    return text;
  }

  private McpSchema.CallToolResult call(
      McpTransportContext context, McpSchema.CallToolRequest request) {
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    JsonNode arguments = Json.requests().valueToTree(given);
    try {
      return result(tools.run(call(context), request.name(), arguments));
    } catch (Refusal refusal) {
      return refused(refusal.problem());
    }
  }

  private static McpSchema.CallToolResult result(ToolResult result) {
    McpSchema.CallToolResult.Builder answer = McpSchema.CallToolResult.builder();
    result.content().forEach(block -> answer.addTextContent(block.text()));
    return answer
        .structuredContent(Json.requests().convertValue(result.structuredContent(), Map.class))
        .isError(result.isError())
        .build();
  }

  /// The problem's members are metadata: clients hold `structuredContent` against the tool's output
  /// schema even when it failed.
  private static McpSchema.CallToolResult refused(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", problem.code());
    members.put("status", problem.status());
    members.put("detail", problem.detail());
    problem.retryAfter().ifPresent(seconds -> members.put("retry_after", seconds));
    return McpSchema.CallToolResult.builder()
        .addTextContent(problem.toString())
        .meta(Map.of("dev.a2a/problem", members))
        .isError(true)
        .build();
  }

  /// What is wrong with a tool call before any tool sees it; the SDK's own words for this help
  /// nobody.
  private Optional<Problem> misfit(JsonNode message) {
    if (!message.path("method").asText().equals("tools/call") || !message.has("id")) {
      return Optional.empty();
    }
    JsonNode params = message.path("params");
    String name = params.path("name").asText();
    if (!listed.contains(name)) {
      return Optional.of(new Problem.UnknownTool(name, listed));
    }
    return params.path("arguments").isObject() || !params.hasNonNull("arguments")
        ? Optional.empty()
        : Optional.of(new Problem.InvalidArgument("arguments", "must be an object"));
  }

  private static String answer(JsonNode request, McpSchema.CallToolResult result) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    answer.set("result", McpJson.mapper().valueToTree(result));
    return answer.toString();
  }

  private boolean open(String tool) {
    return tools.withoutKey().contains(tool);
  }

  private static McpTransportContext context(Call call) {
    return McpTransportContext.create(Map.of(CALL, call));
  }

  private static Call call(McpTransportContext context) {
    return (Call) context.get(CALL);
  }

  /// The specification wants both types; the SDK checks for both words.
  private static boolean accepts(@Nullable String accept) {
    return accept != null
        && accept.contains("application/json")
        && accept.contains("text/event-stream");
  }
}
