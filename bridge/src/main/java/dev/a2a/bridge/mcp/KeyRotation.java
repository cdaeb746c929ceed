package dev.a2a.bridge.mcp;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.link.Rotation;
import dev.a2a.bridge.link.Rotation.Done;
import dev.a2a.bridge.mcp.stdio.RawJson;
import dev.a2a.shared.api.RotateApiKey;
import dev.a2a.shared.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Replaces the agent's key on this machine: the model sees everything but the key.
final class KeyRotation {
  static final String TOOL = "a2a_rotate_api_key";

  private final Identity identity;

  KeyRotation(Identity identity) {
    this.identity = identity;
  }

  RawJson rotate(String arguments) {
    RotateApiKey asked =
        Json.request(arguments.getBytes(StandardCharsets.UTF_8), RotateApiKey.class);
    return Errand.run("rotate", identity, () -> said(new Rotation(identity).rotate(asked.hours())));
  }

  private static RawJson said(Done done) {
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("agent_id", done.agentId());
    structured.put("profile", done.profile());
    structured.put("key_id", done.keyId());
    structured.put("key_stored_in", done.keyStoredIn());
    Instant end = done.oldKeyExpiresAt();
    if (end != null) {
      structured.put("old_key_expires_at", end.toString());
    }
    return ToolResult.of(
        ("The API key of %s was replaced. The new one is kept in %s and used from now on; you never"
                + " need to see it. The old one %s.")
            .formatted(
                done.agentId(),
                done.keyStoredIn(),
                end == null ? "no longer works" : "works until " + end),
        structured,
        false);
  }
}
