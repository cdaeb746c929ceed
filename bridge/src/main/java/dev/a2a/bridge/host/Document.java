package dev.a2a.bridge.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The text of a host's file and what it means.
///
/// A change touches the text of one entry and no other character. It is made on the text and proved
/// by a parser: if the changed text does not mean exactly what was asked for, there is no change.
sealed interface Document permits JsonDocument, TomlDocument {
  String text();

  /// What the text means.
  ObjectNode tree();

  /// The text with these members in the entry at `path`, which is made if there is none. Members of
  /// it that are not named stay.
  String with(List<String> path, ObjectNode members) throws Unusable;

  /// The text without the entry at `path`, which is there.
  String without(List<String> path) throws Unusable;

  /// What is at `path`; a missing node if nothing.
  default JsonNode at(List<String> path) {
    JsonNode node = tree();
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }
}
