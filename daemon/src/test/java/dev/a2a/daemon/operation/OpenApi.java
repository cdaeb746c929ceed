package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The routes as an OpenAPI 3.1 document.
final class OpenApi {
  private final Schemas schemas;

  OpenApi(Schemas schemas) {
    this.schemas = schemas;
  }

  ObjectNode document(List<Operation<?, ?>> operations) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "a2a")
        .put("summary", "Async, authenticated messaging between AI agents")
        .put("version", "1")
        .putObject("license")
        .put("name", "MIT")
        .put("identifier", "MIT");
    root.putArray("servers").addObject().put("url", "/");
    root.putArray("security").addObject().putArray("key");
    ObjectNode paths = root.putObject("paths");
    operations.forEach(o -> add(paths, o));
    tool(paths);
    ObjectNode components = root.putObject("components");
    ObjectNode schemes = components.putObject("securitySchemes");
    for (String scheme : List.of("key", "operator_key")) {
      schemes.putObject(scheme).put("type", "http").put("scheme", "bearer");
    }
    problem(components.putObject("responses"));
    return root;
  }

  private void add(ObjectNode paths, Operation<?, ?> operation) {
    Route route = operation.route();
    ObjectNode node = paths.withObject("/" + escape(route.path())).putObject(lower(route.method()));
    String name = operation.input().getSimpleName();
    node.put("operationId", operation.tool().map(t -> t.name().substring(4)).orElse(name));
    node.put("summary", operation.tool().map(Tool::title).orElseGet(() -> words(name)));
    if (route.path().startsWith(OperatorOperations.PATH)) {
      node.putArray("security").addObject().putArray("operator_key");
    } else if (operation.anonymous()) {
      node.putArray("security");
    }
    ObjectNode input = schemas.input(operation.input());
    if (route.hasBody()) {
      bodyAndPath(node, route, input);
    } else {
      parameters(node.putArray("parameters"), route, input);
    }
    answer(node, route.status(), schemas.output(operation.output()));
  }

  private static void tool(ObjectNode paths) {
    ObjectNode node = paths.putObject("/v1/tools/{name}").putObject("post");
    node.put("operationId", "call_tool").put("summary", "Call a tool as MCP hosts do");
    node.putArray("parameters")
        .addObject()
        .put("name", "name")
        .put("in", "path")
        .put("required", true)
        .putObject("schema")
        .put("type", "string");
    body(node, JsonNodeFactory.instance.objectNode().put("type", "object"));
    answer(node, 200, JsonNodeFactory.instance.objectNode().put("type", "object"));
  }

  private static void body(ObjectNode node, ObjectNode schema) {
    node.putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/json")
        .set("schema", schema);
  }

  /// What is in the path need not be in the body.
  private static void bodyAndPath(ObjectNode node, Route route, ObjectNode schema) {
    ObjectNode inPath = JsonNodeFactory.instance.objectNode();
    ObjectNode properties = schema.withObject("/properties");
    for (String name : properties.properties().stream().map(Map.Entry::getKey).toList()) {
      if (route.path().contains("{" + name + "}")) {
        inPath.withObject("/properties").set(name, properties.remove(name));
      }
    }
    if (!inPath.isEmpty()) {
      parameters(node.putArray("parameters"), route, inPath);
      Iterator<JsonNode> required = schema.withArray("/required").elements();
      while (required.hasNext()) {
        if (inPath.path("properties").has(required.next().asText())) {
          required.remove();
        }
      }
    }
    body(node, schema);
  }

  private static String words(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static void parameters(ArrayNode parameters, Route route, ObjectNode schema) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean inPath = route.path().contains("{" + property.getKey() + "}");
      parameters
          .addObject()
          .put("name", property.getKey())
          .put("in", inPath ? "path" : "query")
          .put("required", inPath)
          .set("schema", property.getValue());
    }
  }

  private static void answer(ObjectNode node, int status, ObjectNode schema) {
    ObjectNode responses = node.putObject("responses");
    responses
        .putObject(Integer.toString(status))
        .put("description", "Done")
        .putObject("content")
        .putObject("application/json")
        .set("schema", schema);
    responses.putObject("default").put("$ref", "#/components/responses/Problem");
  }

  private static void problem(ObjectNode responses) {
    ObjectNode schema =
        responses
            .putObject("Problem")
            .put("description", "Refused; see the code")
            .putObject("content")
            .putObject("application/problem+json")
            .putObject("schema")
            .put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (String name : List.of("type", "title", "code", "detail")) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    properties.putObject("retry_after").put("type", "integer");
    schema.putArray("required").add("code").add("detail").add("status");
  }

  private static String escape(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }
}
