package dev.a2a.daemon.approval;

import dev.a2a.daemon.agent.Agent;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Something that an agent may ask for and a person may allow.
///
/// @param tool the tool with which it was asked for
/// @param arguments the record that is kept until then; it must hold nothing secret
/// @param act does it, inside the transaction that marks it as approved
/// @param afterwards what follows the commit
public record Approvable<I, O>(
    String tool, Class<I> arguments, Act<I, O> act, Consumer<I> afterwards) {

  /// One that nothing follows.
  public Approvable(String tool, Class<I> arguments, Act<I, O> act) {
    this(tool, arguments, act, _ -> {});
  }

  /// What an approval runs.
  public interface Act<I, O> {
    O run(Tx tx, Agent agent, I arguments);
  }

  Object run(Tx tx, Agent agent, String json) {
    return act.run(tx, agent, kept(json));
  }

  void committed(String json) {
    afterwards.accept(kept(json));
  }

  private I kept(String json) {
    return Json.request(json.getBytes(StandardCharsets.UTF_8), arguments);
  }
}
