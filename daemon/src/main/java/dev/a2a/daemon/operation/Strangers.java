package dev.a2a.daemon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.a2a.shared.text.Cleaned;
import dev.a2a.shared.text.Lookalike;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells in an answer what strangers wrote from what is ours, and says what is odd about it.
///
/// Every text is a stranger's unless its member is named here and it looks like what we write
/// there. So what a new operation answers is safe until somebody decides otherwise.
final class Strangers {
  private static final Set<String> OURS =
      Set.of(
          "id",
          "cursor",
          "status",
          "direction",
          "server_version",
          "claim",
          "api_key",
          "code",
          "scopes",
          "tool",
          "accepted_by");
  private static final Set<String> SENTENCES = Set.of("warnings", "notice", "next");
  private static final Set<String> LONG = Set.of("body", "preview", "description");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:+/=-]{0,200}");
  private static final Pattern SENTENCE = Pattern.compile("[ -~]{0,300}");

  private final boolean clean;
  private boolean any;

  private Strangers(boolean clean) {
    this.clean = clean;
  }

  /// @param any did strangers write any of it?
  record Shown(ObjectNode answer, boolean any) {}

  /// For a model: what is invisible or controls a display is removed, and so is what imitates the
  /// [Frame].
  static Shown forModels(JsonNode answer) {
    return shown(answer, true);
  }

  /// For programs and people: every text as it was written, and warnings.
  static Shown forPeople(JsonNode answer) {
    return shown(answer, false);
  }

  /// Is the text of that member ours?
  static boolean isOurs(String member, String text) {
    if (SENTENCES.contains(member)) {
      return SENTENCE.matcher(text).matches();
    }
    return (OURS.contains(member) || member.endsWith("_id") || member.endsWith("_at"))
        && TOKEN.matcher(text).matches();
  }

  private static Shown shown(JsonNode answer, boolean clean) {
    Strangers strangers = new Strangers(clean);
    ObjectNode shown = strangers.object(answer);
    return new Shown(shown, strangers.any);
  }

  private ObjectNode object(JsonNode from) {
    ObjectNode to = JsonNodeFactory.instance.objectNode();
    List<String> warnings = new ArrayList<>();
    int hidden = 0;
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String name = member.getKey();
      if (member.getValue().isTextual() && !isOurs(name, member.getValue().asText())) {
        hidden += text(to, name, member.getValue().asText(), warnings);
      } else {
        to.set(name, value(name, member.getValue()));
      }
    }
    if (hidden > 0) {
      warnings.add(hidden + " invisible or control characters" + (clean ? " removed" : "") + ".");
    }
    if (!warnings.isEmpty()) {
      ArrayNode all = to.withArray("warnings");
      warnings.forEach(all::add);
    }
    return to;
  }

  private JsonNode value(String name, JsonNode value) {
    if (value.isObject()) {
      return object(value);
    }
    if (!value.isArray()) {
      return value;
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : value) {
      if (item.isTextual() && !isOurs(name, item.asText())) {
        any = true;
        items.add(clean ? cleaned(name, item.asText()).text() : item.asText());
      } else {
        items.add(value(name, item));
      }
    }
    return items;
  }

  /// Puts a stranger's text, and returns how many characters of it are hidden.
  private int text(ObjectNode to, String name, String text, List<String> warnings) {
    any = true;
    if (name.endsWith("name")) {
      Lookalike.oddity(text).ifPresent(oddity -> warnings.add(name + " " + oddity + "."));
    }
    if (!clean) {
      to.put(name, text);
      return Cleaned.hidden(text);
    }
    Cleaned cleaned = cleaned(name, text);
    String harmless = Frame.withoutImitations(cleaned.text());
    if (!harmless.equals(cleaned.text())) {
      warnings.add(name + " imitated the frame around it.");
    }
    to.put(name, harmless);
    return cleaned.removed();
  }

  private static Cleaned cleaned(String name, String text) {
    return LONG.contains(name) ? Cleaned.text(text) : Cleaned.line(text);
  }
}
