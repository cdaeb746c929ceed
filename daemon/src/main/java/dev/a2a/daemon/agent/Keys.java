package dev.a2a.daemon.agent;

import dev.a2a.daemon.agent.ApiKeyStore.Claimed;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.KeyList;
import dev.a2a.shared.api.KeyList.KeyItem;
import dev.a2a.shared.api.KeyRevoked;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.RedeemClaim;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Registered;
import dev.a2a.shared.api.RevokeKey;
import dev.a2a.shared.api.RotateApiKey;
import dev.a2a.shared.api.Rotated;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Replaces and ends API keys. Safe for use by many threads.
///
/// After a rotation there are two keys: the new one, and the one that asked for it, until the
/// overlap is over; any other ends at once. So whoever did not get the answer still has a key that
/// works, and may ask again as often as it takes. One key of an agent always has no end.
public final class Keys {
  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean claims;

  /// @param claims do transcripts get a claim in place of a key?
  public Keys(Database database, InstantSource clock, SecureRandom random, boolean claims) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.claims = claims;
  }

  /// A new key in place of the one that `agent` showed.
  public Rotated rotate(Agent agent, RotateApiKey asked) {
    ApiKey key = ApiKey.random(random);
    Claimed wanted = new Claimed(agent.id(), agent.keyId(), asked.hours());
    return database.write(tx -> replace(tx, wanted, key, new Problem.InvalidKey()));
  }

  /// The same with a claim in place of the key, unless the operator chose otherwise: nothing
  /// changes before it is redeemed.
  public Rotated rotateInTranscript(Agent agent, RotateApiKey asked) {
    if (!claims) {
      return rotate(agent, asked);
    }
    Claim claim = Claim.rotating(random);
    Claimed wanted = new Claimed(agent.id(), agent.keyId(), asked.hours());
    Instant expiresAt = clock.instant().plus(Claim.LIFE);
    return database.write(tx -> {
      ApiKeyStore.deleteClaims(tx, agent.keyId()); // However often it asks, there is one.
      ApiKeyStore.insertClaim(tx, claim.sha256(), wanted, expiresAt);
      Audit.record(tx, agent.id(), clock.instant(), new Event.ClaimMade(expiresAt));
      return Rotated.withClaim(agent.id(), agent.keyId(), claim.text(), expiresAt);
    });
  }

  /// Exchanges a claim for a key made now. A claim works once, for 10 minutes; one that rotates
  /// only while the key that asked for it lives, so that ending a key ends what it asked for.
  public Registered redeem(RedeemClaim asked) {
    ApiKey key = ApiKey.random(random);
    return database.write(tx -> {
      Instant now = clock.instant();
      Claimed claimed =
          ApiKeyStore.takeClaim(tx, new Claim(asked.claim()).sha256(), asked.agentId(), now)
              .orElseThrow(() -> new Refusal(new Problem.InvalidClaim()));
      DisabledStore.enabled(tx, claimed.agentId());
      if (claimed.keyId() == null) {
        String keyId = Ids.key(random);
        ApiKeyStore.insert(tx, key, keyId, claimed.agentId(), now);
        Audit.record(tx, claimed.agentId(), now, new Event.ClaimRedeemed(keyId));
      } else {
        replace(tx, claimed, key, new Problem.InvalidClaim());
      }
      String name = AgentStore.find(tx, claimed.agentId()).map(AgentStore.Row::name).orElseThrow();
      return Registered.withKey(claimed.agentId(), name, key);
    });
  }

  /// The live keys of an agent.
  public KeyList list(Agent agent) {
    List<ApiKeyStore.Row> rows =
        database.read(tx -> ApiKeyStore.live(tx, agent.id(), clock.instant()));
    return new KeyList(
        rows.stream()
            .map(row ->
                new KeyItem(
                    row.id(),
                    ApiKey.PREFIX,
                    row.lastFour(),
                    row.createdAt(),
                    row.lastUsedAt(),
                    row.expiresAt(),
                    row.id().equals(agent.keyId())))
            .toList());
  }

  /// Ends a key: from the answer on it is refused. The only one cannot be ended. Where the one
  /// without an end goes, the one that is left loses its end: that undoes a rotation.
  public KeyRevoked revoke(Agent agent, RevokeKey asked) {
    return database.change(tx -> {
      Instant now = clock.instant();
      List<ApiKeyStore.Row> live = ApiKeyStore.live(tx, agent.id(), now);
      if (live.stream().noneMatch(key -> key.id().equals(asked.keyId()))) {
        throw new Refusal(new Problem.KeyNotFound());
      }
      List<ApiKeyStore.Row> left =
          live.stream().filter(key -> !key.id().equals(asked.keyId())).toList();
      if (left.isEmpty()) {
        throw new Refusal(new Problem.OnlyKey());
      }
      ApiKeyStore.delete(tx, asked.keyId());
      Audit.record(tx, agent.id(), now, new Event.KeyRevoked(asked.keyId()));
      if (left.stream().noneMatch(key -> key.expiresAt() == null)) {
        ApiKeyStore.endAt(tx, left.getFirst().id(), null);
      }
      return new KeyRevoked(asked.keyId(), now);
    });
  }

  /// Refuses with `ended` when the key that asked lives no longer.
  private Rotated replace(Tx tx, Claimed wanted, ApiKey key, Problem ended) {
    Instant now = clock.instant();
    ApiKeyStore.Row old =
        ApiKeyStore.live(tx, wanted.agentId(), now).stream()
            .filter(row -> row.id().equals(wanted.keyId()))
            .findFirst()
            .orElseThrow(() -> new Refusal(ended));
    Instant overlap = now.plus(Duration.ofHours(wanted.overlapHours()));
    // A second rotation does not let the old key live longer than the first one said.
    Instant end =
        old.expiresAt() != null && old.expiresAt().isBefore(overlap) ? old.expiresAt() : overlap;
    ApiKeyStore.deleteOthers(tx, wanted.agentId(), old.id());
    ApiKeyStore.endAt(tx, old.id(), end);
    String keyId = Ids.key(random);
    ApiKeyStore.insert(tx, key, keyId, wanted.agentId(), now);
    Audit.record(tx, wanted.agentId(), now, new Event.KeyRotated(keyId, old.id(), end));
    return Rotated.withKey(wanted.agentId(), key, keyId, old.id(), end);
  }
}
