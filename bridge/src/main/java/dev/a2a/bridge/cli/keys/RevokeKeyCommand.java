package dev.a2a.bridge.cli.keys;

import dev.a2a.bridge.cli.option.Common;
import dev.a2a.bridge.cli.terminal.Shell;
import dev.a2a.bridge.cli.terminal.Style;
import dev.a2a.bridge.link.DaemonClient;
import dev.a2a.shared.api.KeyList;
import dev.a2a.shared.api.KeyRevoked;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RevokeKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends a key, but not the one that this machine uses: it would have none.
@Command(
    name = "revoke",
    description = "End a key at once.",
    footer = {"%nExample:", "  a2a keys revoke key_0123456789abcdef"})
public final class RevokeKeyCommand implements Callable<Integer> {
  @Mixin final Common common;

  @Parameters(paramLabel = "KEY_ID", description = "Which, as `a2a keys list` names it.")
  String keyId = "";

  public RevokeKeyCommand(Shell shell) {
    this.common = new Common(shell);
  }

  @Override
  public Integer call() {
    RevokeKey request = new RevokeKey(keyId);
    DaemonClient client = common.client();
    KeyList keys = client.call("GET", "/v1/keys", Optional.empty(), KeyList.class);
    if (keys.keys().stream().anyMatch(key -> key.id().equals(keyId) && key.current())) {
      throw new Refusal(
          new Problem.BadUsage(
              "That is the key that this machine uses. Run `a2a keys rotate --overlap-hours 0` to"
                  + " replace and end it."));
    }
    KeyRevoked answer =
        client.call("DELETE", "/v1/keys/" + request.keyId(), Optional.empty(), KeyRevoked.class);
    return common.print(
        answer, screen -> screen.line(Style.GOOD, answer.keyId() + " no longer works."));
  }
}
