package dev.a2a.bridge.host;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// TOML. An entry is a table of its own, `[servers.name]`, one member a line, as everybody writes
/// it; what is written in another way is not edited.
final class TomlDocument implements Document {
  private static final TomlMapper MAPPER = new TomlMapper();
  private static final Pattern TABLE = Pattern.compile("\\s*\\[.*", Pattern.DOTALL);
  private static final Pattern BLANK_OR_COMMENT = Pattern.compile("\\s*(#.*)?", Pattern.DOTALL);
  private static final String VALUE = "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\[[^\\]\\r\\n]*\\]";

  private final String text;
  private final ObjectNode tree;

  private TomlDocument(String text, ObjectNode tree) {
    this.text = text;
    this.tree = tree;
  }

  static TomlDocument parse(String text) throws Unusable {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode tree) {
        return new TomlDocument(text, tree);
      }
      return new TomlDocument(text, MAPPER.createObjectNode()); // Nothing but space.
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw new Unusable("it is not TOML" + (at == null ? "" : " at line " + at.getLineNr()));
    }
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public ObjectNode tree() {
    return tree;
  }

  @Override
  public String with(List<String> path, ObjectNode members) throws Unusable {
    ObjectNode wanted = tree.deepCopy();
    ObjectNode entry = wanted;
    for (String name : path) {
      if (!entry.path(name).isMissingNode() && !entry.path(name).isObject()) {
        throw new Unusable("what it has under \"" + name + "\" is not a table");
      }
      entry = entry.withObjectProperty(name);
    }
    entry.setAll(members);
    return proved(
        at(path).isMissingNode() ? appended(path, members) : changed(path, members), wanted);
  }

  private String appended(List<String> path, ObjectNode members) {
    StringBuilder more = new StringBuilder(text);
    if (!text.isEmpty()) {
      more.append(text.endsWith("\n") ? "" : eol()).append(eol());
    }
    more.append('[').append(String.join(".", path)).append(']').append(eol());
    members.properties().forEach(one -> more.append(line(one)));
    return more.toString();
  }

  private String changed(List<String> path, ObjectNode members) throws Unusable {
    List<String> lines = lines();
    int header = header(lines, path);
    for (Map.Entry<String, JsonNode> one : members.properties()) {
      if (at(path).path(one.getKey()).equals(one.getValue())) {
        continue;
      }
      Pattern pattern =
          Pattern.compile(
              "(\\s*" + one.getKey() + "\\s*=\\s*)(?:" + VALUE + ")(.*)", Pattern.DOTALL);
      boolean found = false;
      for (int i = header + 1; i < end(lines, header) && !found; i++) {
        Matcher matcher = pattern.matcher(lines.get(i));
        found = matcher.matches();
        if (found) {
          lines.set(i, matcher.group(1) + rendered(one.getValue()) + matcher.group(2));
        }
      }
      if (!found) {
        lines.add(header + 1, line(one));
      }
    }
    return String.join("", lines);
  }

  @Override
  public String without(List<String> path) throws Unusable {
    ObjectNode wanted = tree.deepCopy();
    ObjectNode parent = wanted;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(name);
    }
    parent.remove(path.getLast());
    ObjectNode emptied = wanted.deepCopy(); // A table that only its tables made is gone with them.
    if (parent.isEmpty()) {
      emptied.remove(path.getFirst());
    }
    List<String> lines = lines();
    int header = header(lines, path);
    int end = end(lines, header);
    int from = header > 0 && lines.get(header - 1).isBlank() ? header - 1 : header;
    lines.subList(from, end).clear();
    String changed = String.join("", lines);
    return parse(changed).tree.equals(emptied) ? changed : proved(changed, wanted);
  }

  private static int header(List<String> lines, List<String> path) throws Unusable {
    List<String> names =
        path.stream().map(name -> "[\"']?" + Pattern.quote(name) + "[\"']?").toList();
    Pattern pattern =
        Pattern.compile(
            "\\s*\\[\\s*" + String.join("\\s*\\.\\s*", names) + "\\s*\\]\\s*(#.*)?",
            Pattern.DOTALL);
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).matches()) {
        return i;
      }
    }
    throw byHand();
  }

  /// After the last member of the table, so that a comment above the next one is not in it.
  private static int end(List<String> lines, int header) {
    int end = header + 1;
    for (int i = header + 1; i < lines.size() && !TABLE.matcher(lines.get(i)).matches(); i++) {
      if (!BLANK_OR_COMMENT.matcher(lines.get(i)).matches()) {
        end = i + 1;
      }
    }
    return end;
  }

  private static String proved(String changed, ObjectNode wanted) throws Unusable {
    try {
      if (parse(changed).tree.equals(wanted)) {
        return changed;
      }
    } catch (Unusable _) {
      // Then what was there does not go with a table of its own.
    }
    throw byHand();
  }

  private static Unusable byHand() {
    return new Unusable("it is written in a way that a2a does not edit; change it by hand");
  }

  private List<String> lines() {
    return new ArrayList<>(List.of(text.split("(?<=\n)")));
  }

  private String line(Map.Entry<String, JsonNode> member) {
    return member.getKey() + " = " + rendered(member.getValue()) + eol();
  }

  // The strings of JSON are basic strings of TOML.
  private static String rendered(JsonNode value) {
    if (!value.isArray()) {
      return value.toString();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.toString()));
    return "[" + String.join(", ", items) + "]";
  }

  private String eol() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
