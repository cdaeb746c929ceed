package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.bridge.mcp.stdio.Stdio;
import dev.a2a.bridge.mcp.stdio.StreamingMapper;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.home.Setting;
import dev.a2a.shared.home.Settings;
import dev.a2a.shared.home.Version;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the server says of itself, and which request leads where.
///
/// It stands on the SDK's session rather than on its `McpServer`, whose records would have to be
/// filled from `tools.json` and written back at each start.
final class Bridge {
  private static final List<String> PROTOCOLS =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private final Identity identity;
  private final ToolList tools;
  private final DaemonLink link;
  private final ToolCalls calls;
  private final Duration patience;

  Bridge(Settings settings) {
    this(settings, Person.PATIENCE);
  }

  /// @param patience how long to wait for a person's decision
  Bridge(Settings settings, Duration patience) {
    this.patience = patience;
    this.tools = ToolList.ofThisBuild(settings.oneOf(Setting.TOOLS, "core", "full").equals("core"));
    this.identity = new Identity(settings);
    this.link = new DaemonLink(identity);
    this.calls =
        new ToolCalls(tools, link, new Registration(settings, identity), new KeyRotation(identity));
  }

  /// Serves until the host goes; see [Stdio#run].
  void serve(InputStream in, OutputStream out) throws InterruptedException {
    Stdio stdio =
        new Stdio(
            in,
            out,
            new StreamingMapper(),
            Set.of(McpSchema.METHOD_TOOLS_LIST, McpSchema.METHOD_TOOLS_CALL));
    Person person = new Person(stdio::ask, patience);
    Map<String, McpRequestHandler<?>> handlers =
        Map.of(
            McpSchema.METHOD_TOOLS_LIST,
            (_, _) -> Mono.just(tools.result()),
            McpSchema.METHOD_TOOLS_CALL,
            (exchange, params) ->
                Mono.fromCallable(() ->
                    call(
                        (RawJson) params,
                        canAsk(exchange.getClientCapabilities())
                            ? Optional.of(person)
                            : Optional.empty())));
    stdio.setSessionFactory(pipe -> session(pipe, handlers));
    stdio.run();
  }

  /// Hosts that know one kind of elicitation only, as in revision 2025-06-18, name none: the form.
  private static boolean canAsk(McpSchema.@Nullable ClientCapabilities host) {
    McpSchema.ClientCapabilities.Elicitation elicitation = host == null ? null : host.elicitation();
    return elicitation != null && (elicitation.form() != null || elicitation.url() == null);
  }

  private McpServerSession session(
      McpServerTransport pipe, Map<String, McpRequestHandler<?>> handlers) {
    Map<String, McpNotificationHandler> notifications =
        Map.of(
            McpSchema.METHOD_NOTIFICATION_INITIALIZED, (_, _) -> Mono.fromRunnable(link::prepare));
    Duration unused = Duration.ofMinutes(1); // The host is asked by Stdio, not by the session.
    return new McpServerSession("stdio", unused, pipe, this::initialize, handlers, notifications);
  }

  private Mono<McpSchema.InitializeResult> initialize(McpSchema.InitializeRequest request) {
    boolean known = PROTOCOLS.contains(request.protocolVersion());
    return Mono.just(
        McpSchema.InitializeResult.builder(
                known ? request.protocolVersion() : PROTOCOLS.getLast(),
                McpSchema.ServerCapabilities.builder().tools(false).build(),
                McpSchema.Implementation.builder("a2a-bridge", Version.ofThisBuild().number())
                    .build())
            .instructions(instructions())
            .build());
  }

  private RawJson call(@Nullable RawJson params, Optional<Person> person) {
    try {
      return calls.call(params, person);
    } catch (McpError e) {
      throw e;
    } catch (RuntimeException e) {
      // The session would send the words of the exception, which may be about anything.
      e.printStackTrace();
      throw McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
          .message("The bridge is broken; its standard error says how.")
          .build();
    }
  }

  private String instructions() {
    try {
      return identity
          .profile()
          .map(p -> tools.instructions() + "\nYour agent id is " + p.agentId() + ".")
          .orElse(tools.instructions());
    } catch (Refusal _) {
      return tools.instructions(); // The first call will say what is wrong with the profile.
    }
  }
}
