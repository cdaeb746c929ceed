package dev.a2a.bridge.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// How a host writes down a server that it starts.
public enum Shape {
  /// `command` and `args`.
  PLAIN,
  /// The same, with `"type": "stdio"`.
  STDIO,
  /// The same, with `"type": "local"` and which tools may be used.
  COPILOT,
  /// `command` is a list with the arguments in it.
  ONE_LIST;

  /// The entry of a new server.
  ObjectNode write(Command command) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    switch (this) {
      case PLAIN -> {}
      case STDIO -> entry.put("type", "stdio");
      case COPILOT, ONE_LIST -> entry.put("type", "local");
    }
    entry.setAll(start(command));
    switch (this) {
      case PLAIN, STDIO -> {}
      case COPILOT -> entry.putArray("tools").add("*");
      case ONE_LIST -> entry.put("enabled", true);
    }
    return entry;
  }

  /// The members that say what is started.
  ObjectNode start(Command command) {
    ObjectNode start = JsonNodeFactory.instance.objectNode();
    if (this == ONE_LIST) {
      ArrayNode words = start.putArray("command").add(command.program());
      command.arguments().forEach(words::add);
    } else {
      start.put("command", command.program());
      command.arguments().forEach(start.putArray("args")::add);
    }
    return start;
  }

  /// What an entry starts; a program without a name if it starts none.
  Command read(JsonNode entry) {
    JsonNode command = entry.path("command");
    if (command.isArray()) {
      List<String> words = words(command);
      return words.isEmpty()
          ? new Command("", List.of())
          : new Command(words.getFirst(), words.subList(1, words.size()));
    }
    return command.isObject() // As Zed had it.
        ? new Command(command.path("path").asText(), words(command.path("args")))
        : new Command(command.asText(), words(entry.path("args")));
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }
}
