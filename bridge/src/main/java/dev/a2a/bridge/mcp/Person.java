package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.shared.api.DecideApproval;
import dev.a2a.shared.api.Decided;
import dev.a2a.shared.api.Decision;
import dev.a2a.shared.api.Pending;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.json.Json;
import dev.a2a.shared.text.Visible;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the person in front of the host what the daemon leaves to a person (MCP specification
/// 2025-11-25, "Elicitation", form mode).
///
/// A tool result that says `pending` and has an `approval_id` is such a question, whatever the
/// tool. Yes and no go to the daemon. Whatever else comes of it, a dismissed form, a host that
/// fails or never answers, decides nothing: the daemon's own result stands, which says how to
/// decide elsewhere.
final class Person {
  /// Long enough to think, and short enough for hosts that end a tool call after some minutes.
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Host host;
  private final Duration patience;

  Person(Host host, Duration patience) {
    this.host = host;
    this.patience = patience;
  }

  /// The way to the host.
  interface Host {
    Optional<RawJson> ask(String method, RawJson params, Duration limit)
        throws InterruptedException;
  }

  /// The result that the model gets: the one that came, unless a person decides otherwise.
  RawJson decided(RawJson result, DaemonClient daemon) {
    try {
      Optional<Question> question = Question.in(result);
      return question.isPresent() ? decided(result, question.get(), daemon) : result;
    } catch (InterruptedException _) {
      return result; // The host has cancelled the call, and drops its answer.
    } catch (IOException _) {
      return result; // Not JSON of ours, so no question of ours.
    }
  }

  private RawJson decided(RawJson result, Question question, DaemonClient daemon)
      throws InterruptedException, IOException {
    Optional<Decision> decision =
        decision(host.ask("elicitation/create", question.form(), patience));
    if (decision.isEmpty()) {
      return result;
    }
    Decided decided =
        daemon.call(
            "POST",
            "/v1/approvals/" + question.id(),
            Optional.of(new DecideApproval(question.id(), decision.get())),
            Decided.class);
    if (decided.decision() == Decision.DENY || decided.result() == null) {
      throw new Refusal(new Problem.ApprovalDenied());
    }
    return ToolResult.of(new RawJson(Visible.json(Json.write(decided.result()))));
  }

  /// Only a clear word decides. To decline is a no; to accept is not a yes without one.
  private static Optional<Decision> decision(Optional<RawJson> answer) throws IOException {
    Map<String, RawJson> members = members(answer.orElse(null));
    Optional<String> action = string(members, "action");
    if (action.equals(Optional.of("decline"))) {
      return Optional.of(Decision.DENY);
    }
    if (!action.equals(Optional.of("accept"))) {
      return Optional.empty();
    }
    return switch (string(members(members.get("content")), "decision").orElse("")) {
      case "approve" -> Optional.of(Decision.APPROVE);
      case "deny" -> Optional.of(Decision.DENY);
      default -> Optional.empty();
    };
  }

  private static Map<String, RawJson> members(@Nullable RawJson object) throws IOException {
    return object == null ? Map.of() : object.members().orElse(Map.of());
  }

  private static Optional<String> string(Map<String, RawJson> members, String name)
      throws IOException {
    RawJson value = members.get(name);
    return value == null ? Optional.empty() : value.string();
  }

  /// What a person is to decide.
  ///
  /// @param id as the daemon gave it; checked before it becomes a part of an address
  private record Question(String id, String text) {

    static Optional<Question> in(RawJson result) throws IOException {
      Map<String, RawJson> structured = members(members(result).get("structuredContent"));
      boolean pending = string(structured, "status").equals(Optional.of(Pending.STATUS));
      Optional<String> id =
          string(structured, "approval_id").filter(i -> i.matches("[0-9a-f-]{36}"));
      Optional<String> question = string(structured, "question");
      if (!pending || id.isEmpty() || question.isEmpty()) {
        return Optional.empty();
      }
      String why = string(structured, "reason").map(r -> "\n\nThe agent's reason: " + r).orElse("");
      return Optional.of(
          new Question(id.get(), Visible.text("Your agent asks (a2a): " + question.get() + why)));
    }

    RawJson form() {
      return new RawJson(
          """
          {"message":%s,"requestedSchema":{"type":"object","properties":{"decision":{\
          "type":"string","title":"Your decision","enum":["approve","deny"]}},\
          "required":["decision"]}}\
          """
              .formatted(ToolResult.quoted(text)));
    }
  }
}
