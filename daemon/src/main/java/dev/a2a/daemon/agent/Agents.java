package dev.a2a.daemon.agent;

import dev.a2a.daemon.agent.ApiKeyStore.Claimed;
import dev.a2a.daemon.audit.Audit;
import dev.a2a.daemon.audit.Event;
import dev.a2a.daemon.db.Database;
import dev.a2a.daemon.db.Tx;
import dev.a2a.shared.api.ApiKey;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import dev.a2a.shared.api.Register;
import dev.a2a.shared.api.Registered;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Registers agents and tells who calls. Safe for use by many threads.
public final class Agents {
  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Registration registration;
  private final boolean claims;
  private final KeyUse use;

  /// @param registration who may register
  /// @param claims do transcripts get a claim in place of a key?
  public Agents(
      Database database,
      InstantSource clock,
      SecureRandom random,
      Registration registration,
      boolean claims) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.registration = registration;
    this.claims = claims;
    this.use = new KeyUse(database);
  }

  /// What an agent sees of itself.
  public record Profile(
      String id, String name, @Nullable String description, boolean listed, Instant createdAt) {}

  /// A new agent with its key.
  public Registered register(Register asked) {
    ApiKey key = ApiKey.random(random);
    String keyId = Ids.key(random);
    String id =
        create(
            asked,
            (tx, agent) -> {
              ApiKeyStore.insert(tx, key, keyId, agent, clock.instant());
              Audit.record(tx, agent, clock.instant(), new Event.KeyMade(keyId));
            });
    return Registered.withKey(id, asked.name(), key);
  }

  /// A new agent with a claim in place of the key, unless the operator chose otherwise: for answers
  /// that end up in a transcript.
  public Registered registerInTranscript(Register asked) {
    if (!claims) {
      return register(asked);
    }
    Claim claim = Claim.registering(random);
    Instant expiresAt = clock.instant().plus(Claim.LIFE);
    String id =
        create(
            asked,
            (tx, agent) -> {
              ApiKeyStore.insertClaim(tx, claim.sha256(), new Claimed(agent, null, 0), expiresAt);
              Audit.record(tx, agent, clock.instant(), new Event.ClaimMade(expiresAt));
            });
    return Registered.withClaim(id, asked.name(), claim.text(), expiresAt);
  }

  /// The agent whose key this is; refuses any other text, keys that have ended, and agents that the
  /// operator has disabled.
  public Agent authenticate(String key) {
    byte[] sha256 = ApiKey.parse(key).sha256();
    Instant now = clock.instant();
    ApiKeyStore.Row found =
        database.read(tx -> {
          ApiKeyStore.Row row =
              ApiKeyStore.find(tx, sha256, now)
                  .orElseThrow(() -> new Refusal(new Problem.InvalidKey()));
          DisabledStore.enabled(tx, row.agentId());
          return row;
        });
    use.note(found, now);
    return new Agent(found.agentId(), found.id());
  }

  public Profile profile(Agent agent) {
    return database
        .read(tx -> AgentStore.find(tx, agent.id()))
        .map(r -> new Profile(r.id(), r.name(), r.description(), r.listed(), r.createdAt()))
        .orElseThrow();
  }

  private interface Credential {
    void insert(Tx tx, String agentId);
  }

  private String create(Register asked, Credential credential) {
    if (registration == Registration.CLOSED) {
      throw new Refusal(new Problem.RegistrationClosed());
    }
    String id = Ids.agent(random);
    return database.write(tx -> {
      String invite =
          registration == Registration.INVITE
              ? RegistrationInvites.use(tx, asked.inviteCode(), clock.instant())
              : null;
      AgentStore.insert(tx, id, asked, clock.instant());
      Audit.record(tx, id, clock.instant(), new Event.AgentRegistered(invite));
      credential.insert(tx, id);
      return id;
    });
  }
}
