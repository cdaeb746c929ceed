package dev.a2a.bridge.host;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON, with or without comments. A parser says where in the text each member stands.
final class JsonDocument implements Document {
  private static final ObjectMapper STRICT = JsonMapper.builder().build();
  private static final ObjectMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String text;
  private final boolean comments;
  private final ObjectNode tree;
  private final Part root;

  private JsonDocument(String text, boolean comments, ObjectNode tree, Part root) {
    this.text = text;
    this.comments = comments;
    this.tree = tree;
    this.root = root;
  }

  /// A value in the text, from `start` to before `end`, with its members if it is an object.
  private record Part(int start, int end, boolean object, List<Member> members) {
    Optional<Member> member(String name) {
      return members.reversed().stream().filter(m -> m.name().equals(name)).findFirst();
    }
  }

  private record Member(String name, int start, Part value) {}

  static JsonDocument parse(String text, boolean comments) throws Unusable {
    if (text.isBlank()) {
      return parse("{}", comments); // As a host would begin it.
    }
    int mark = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    ObjectMapper mapper = comments ? LENIENT : STRICT;
    try (JsonParser parser = mapper.createParser(text.substring(mark))) {
      parser.nextToken();
      Part root = part(parser, text, mark);
      boolean more = parser.nextToken() != null;
      if (!more && mapper.readTree(text.substring(mark)) instanceof ObjectNode tree) {
        return new JsonDocument(text, comments, tree, root);
      }
      throw new Unusable(more ? "something follows its end" : "it is not a JSON object");
    } catch (JacksonException e) {
      JsonLocation at = e.getLocation();
      throw new Unusable(
          at == null
              ? "it is not JSON"
              : "it is not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (IOException e) {
      throw new Unusable("it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Part part(JsonParser parser, String text, int mark) throws IOException {
    int start = offset(parser, mark);
    List<Member> members = new ArrayList<>();
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    if (object) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int at = offset(parser, mark);
        String name = parser.currentName();
        parser.nextToken();
        members.add(new Member(name, at, part(parser, text, mark)));
      }
    } else {
      parser.skipChildren();
    }
    return new Part(start, end(parser, text, mark), object, members);
  }

  private static int end(JsonParser parser, String text, int mark) throws IOException {
    int at = offset(parser, mark);
    return switch (parser.currentToken()) {
      case VALUE_STRING -> afterString(text, at);
      case END_OBJECT, END_ARRAY -> at + 1;
      default -> at + parser.getText().length();
    };
  }

  private static int afterString(String text, int quote) {
    int at = quote + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private static int offset(JsonParser parser, int mark) {
    return mark + Math.toIntExact(parser.currentTokenLocation().getCharOffset());
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
    Part part = root;
    List<String> missing = new ArrayList<>();
    for (String name : path) {
      Optional<Member> member = missing.isEmpty() ? part.member(name) : Optional.empty();
      if (member.isPresent() && !member.get().value().object()) {
        throw new Unusable("what it has under \"" + name + "\" is not an object");
      }
      if (member.isPresent()) {
        part = member.get().value();
      } else {
        missing.add(name);
      }
      entry = entry.withObjectProperty(name);
    }
    entry.setAll(members);
    String changed;
    if (missing.isEmpty()) {
      changed = changed(path, part, members);
    } else {
      ObjectNode value = members;
      for (String name : missing.subList(1, missing.size()).reversed()) {
        value = JsonNodeFactory.instance.objectNode().set(name, value);
      }
      changed = inserted(part, missing.getFirst(), value);
    }
    return proved(changed, wanted);
  }

  /// One member after the other: a change moves what stands behind it.
  private String changed(List<String> path, Part entry, ObjectNode members) throws Unusable {
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      Optional<Member> there = entry.member(member.getKey());
      if (there.isPresent() && at(path).path(member.getKey()).equals(member.getValue())) {
        continue;
      }
      String changed =
          there
              .map(m ->
                  text.substring(0, m.value().start())
                      + rendered(member.getValue(), indentOf(m.start()))
                      + text.substring(m.value().end()))
              .orElseGet(() -> inserted(entry, member.getKey(), member.getValue()));
      return parse(changed, comments).with(path, members);
    }
    return text;
  }

  @Override
  public String without(List<String> path) throws Unusable {
    ObjectNode wanted = tree.deepCopy();
    ObjectNode parent = wanted;
    Part part = root;
    for (String name : path.subList(0, path.size() - 1)) {
      part = part.member(name).orElseThrow().value();
      parent = parent.withObjectProperty(name);
    }
    parent.remove(path.getLast());
    return proved(removed(part, part.member(path.getLast()).orElseThrow()), wanted);
  }

  private String removed(Part object, Member member) {
    List<Member> all = object.members();
    int index = all.indexOf(member);
    int from = member.start();
    while (Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    int next = index + 1 < all.size() ? all.get(index + 1).start() : object.end();
    int comma = comma(member.value().end(), next);
    int to = comma < 0 ? member.value().end() : comma + 1;
    String before = text.substring(0, from);
    if (comma < 0 && index > 0) { // The last one: the comma before it separates nothing now.
      int end = all.get(index - 1).value().end();
      int separator = comma(end, member.start());
      before = text.substring(0, separator) + text.substring(separator + 1, from);
    }
    return before + text.substring(to);
  }

  /// The text with a new last member of an object.
  private String inserted(Part object, String name, JsonNode value) {
    String indent = indentOf(object.start());
    String inner = indent + unit();
    List<Member> all = object.members();
    if (!all.isEmpty() && startsLine(all.getFirst().start())) {
      inner = indentOf(all.getFirst().start());
    }
    int brace = object.end() - 1;
    int end = brace; // Of what is in the object, comments included.
    while (Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    String gap = text.substring(end, brace);
    String head = text.substring(0, end);
    if (!all.isEmpty() && comma(all.getLast().value().end(), brace) < 0) {
      int last = all.getLast().value().end();
      head = text.substring(0, last) + "," + text.substring(last, end);
    }
    return head
        + eol()
        + inner
        + JsonNodeFactory.instance.textNode(name)
        + ": "
        + rendered(value, inner)
        + (gap.contains("\n") ? gap : eol() + indent)
        + text.substring(brace);
  }

  private String rendered(JsonNode value, String indent) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(rendered(item, indent)));
      return "[" + String.join(", ", items) + "]";
    }
    if (!value.isObject() || value.isEmpty()) {
      return value.toString();
    }
    String inner = indent + unit();
    List<String> lines = new ArrayList<>();
    value
        .properties()
        .forEach(member ->
            lines.add(
                inner
                    + JsonNodeFactory.instance.textNode(member.getKey())
                    + ": "
                    + rendered(member.getValue(), inner)));
    return "{" + eol() + String.join("," + eol(), lines) + eol() + indent + "}";
  }

  private String proved(String changed, ObjectNode wanted) throws Unusable {
    // As text, so that their order counts.
    if (!parse(changed, comments).tree.toString().equals(wanted.toString())) {
      throw new Unusable("it is written in a way that a2a does not edit; change it by hand");
    }
    return changed;
  }

  /// Where a comma stands between two places that have only commas, comments and space between
  /// them; -1 if none does.
  private int comma(int from, int to) {
    int at = from;
    while (at < to) {
      if (text.startsWith("//", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 ? to : line;
      } else if (text.startsWith("/*", at)) {
        at = text.indexOf("*/", at + 2) + 2;
      } else if (text.charAt(at) == ',') {
        return at;
      } else {
        at++;
      }
    }
    return -1;
  }

  private String eol() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /// How far the text indents: as its first member is.
  private String unit() {
    boolean shown = !root.members().isEmpty() && startsLine(root.members().getFirst().start());
    String first = shown ? indentOf(root.members().getFirst().start()) : "";
    return first.isEmpty() ? "  " : first;
  }

  private boolean startsLine(int at) {
    return text.substring(lineStart(at), at).isBlank() && lineStart(at) > 0;
  }

  private String indentOf(int at) {
    int start = lineStart(at);
    int end = start;
    while (text.charAt(end) == ' ' || text.charAt(end) == '\t') {
      end++;
    }
    return text.substring(start, end);
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }
}
