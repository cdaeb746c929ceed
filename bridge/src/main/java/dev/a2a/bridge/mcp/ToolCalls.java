package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What happens at `tools/call`: the arguments go to the daemon as they came, its result comes back
/// as it is. Also tools that are not in the list here go there: the daemon may be newer.
///
/// A refusal is a result with `isError`, which a model can read and act on, not a JSON-RPC error.
/// Safe for use by many threads; an interrupted call ends soon.
final class ToolCalls {
  // It becomes a part of a URL.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final String SEND = "a2a_send_message";

  private final ToolList tools;
  private final DaemonLink link;
  private final Registration registration;
  private final KeyRotation rotation;

  ToolCalls(ToolList tools, DaemonLink link, Registration registration, KeyRotation rotation) {
    this.tools = tools;
    this.link = link;
    this.registration = registration;
    this.rotation = rotation;
  }

  /// `person` is there if the host can ask one.
  RawJson call(@Nullable RawJson params, Optional<Person> person) {
    try {
      Map<String, RawJson> members = params == null ? Map.of() : params.members().orElse(Map.of());
      RawJson rawName = members.getOrDefault("name", new RawJson("null"));
      String name = rawName.string().orElseThrow(() -> invalid("The name must be a string."));
      RawJson arguments = members.getOrDefault("arguments", new RawJson("{}"));
      return call(name, arguments.text().equals("null") ? "{}" : arguments.text(), person);
    } catch (Refusal e) {
      return ToolResult.refused(e.problem());
    } catch (IOException _) {
      throw invalid("The params have a member twice.");
    }
  }

  private RawJson call(String name, String arguments, Optional<Person> person) {
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(new Problem.UnknownTool(name, tools.names()));
    }
    if (name.equals(Registration.TOOL)) {
      return registration.register(arguments);
    }
    if (name.equals(KeyRotation.TOOL)) {
      RawJson result = rotation.rotate(arguments);
      link.forgetKey();
      return result;
    }
    DaemonClient client = link.client();
    String answer =
        client.callTool(
            name,
            name.equals(SEND) ? Once.only(arguments) : arguments,
            name.equals(SEND) || tools.repeatable(name));
    RawJson result = checked(new RawJson(answer), client);
    return person.map(p -> p.decided(result, client)).orElse(result);
  }

  private static RawJson checked(RawJson result, DaemonClient client) {
    try {
      Optional<RawJson> content = result.members().map(members -> members.get("content"));
      if (content.filter(c -> c.text().startsWith("[")).isPresent()) {
        return result.compact();
      }
    } catch (IOException _) {
      // Said below, as for JSON that is not a tool result.
    }
    throw new Refusal(new Problem.NotADaemon(client.url()));
  }

  private static McpError invalid(String why) {
    return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS).message(why).build();
  }
}
