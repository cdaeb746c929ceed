package dev.a2a.bridge.link;

import dev.a2a.bridge.keychain.KeyKeeper.Kept;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Server;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.KeyRevoked;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.RotateApiKey;
import dev.a2a.shared.api.Rotated;
import dev.a2a.shared.home.Setting;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Replaces the key of the profile in use, at the daemon and on this machine.
///
/// At every moment there is a key on this machine that works: the old one ends only after the new
/// one is kept, and if it cannot be kept the change is undone. An answer that is lost costs nothing
/// but another try. One at a time on this machine, so that of two who ask at once the second
/// replaces what the first one kept.
public final class Rotation {
  // The old key must outlive the storing of the new one.
  private static final int SHORTEST_HOURS = 1;

  private final Identity identity;

  public Rotation(Identity identity) {
    this.identity = identity;
  }

  /// What a person or a model may know of it: everything but the key.
  ///
  /// @param oldKeyExpiresAt null when it works no longer
  public record Done(
      String agentId,
      String profile,
      String server,
      String keyId,
      String keyStoredIn,
      @Nullable Instant oldKeyExpiresAt) {}

  /// Replaces the key; the old one works for so many hours more, with 0 until the new one is kept.
  public Done rotate(int overlapHours) {
    if (identity.keyIsGiven()) {
      throw new Refusal(
          new Problem.BadSetting(
              Setting.API_KEY.env(),
              "gives the key, and a new one would not be used while it is set"));
    }
    Server server = identity.server();
    Profile profile = identity.profile().orElseThrow(Rotation::nobody);
    try (RotationLock _ = lock()) {
      ApiKey old = identity.key(server).orElseThrow(Rotation::nobody);
      return replace(server, profile, old, overlapHours);
    }
  }

  private RotationLock lock() {
    try {
      return RotationLock.take(identity.home().config());
    } catch (IOException e) {
      throw notKept(identity.home().config().toString(), e);
    }
  }

  private Done replace(Server server, Profile profile, ApiKey old, int overlapHours) {
    // A rehearsal: a place that takes the old key again will take the new one.
    keep(profile, old, () -> {});
    DaemonClient asOld = identity.client(server, () -> Optional.of(old));
    RotateApiKey asked = new RotateApiKey(Math.max(SHORTEST_HOURS, overlapHours));
    Rotated made = asOld.call("POST", "/v1/keys/rotate", Optional.of(asked), Rotated.class);
    ApiKey fresh = check(server, profile, made);
    String keyId = String.valueOf(made.keyId());
    Kept kept = keep(profile, fresh, () -> revoke(asOld, keyId));
    boolean ended = overlapHours == 0 && revoke(asNew(server, fresh), made.oldKeyId());
    return new Done(
        profile.agentId(),
        profile.name(),
        asOld.url(),
        keyId,
        kept.place(),
        ended ? null : made.oldKeyExpiresAt());
  }

  private Kept keep(Profile profile, ApiKey key, Runnable undo) {
    try {
      return identity.keys().replace(profile, key);
    } catch (Refusal refusal) {
      undo.run();
      throw new Refusal(new Problem.NewKeyNotKept(refusal.problem().detail()));
    }
  }

  /// Ends a key, if the daemon can be asked now; one that is left has an end of its own.
  private static boolean revoke(DaemonClient client, String keyId) {
    try {
      client.call("DELETE", "/v1/keys/" + keyId, Optional.empty(), KeyRevoked.class);
      return true;
    } catch (Refusal _) {
      return false;
    }
  }

  private DaemonClient asNew(Server server, ApiKey fresh) {
    return identity.client(server, () -> Optional.of(fresh));
  }

  private static ApiKey check(Server server, Profile profile, Rotated made) {
    try {
      if (made.agentId().equals(profile.agentId()) && made.apiKey() != null) {
        return ApiKey.parse(made.apiKey());
      }
    } catch (Refusal _) {
      // Said below, as for an answer without a key.
    }
    throw new Refusal(new Problem.NotADaemon(server.origin()));
  }

  private static Refusal notKept(String place, IOException e) {
    return new Refusal(
        new Problem.NewKeyNotKept(
            place + " could not be written (" + e.getClass().getSimpleName() + ")"));
  }

  private static Refusal nobody() {
    return new Refusal(new Problem.Unauthenticated());
  }
}
